package org.disentangle.datasets.augmentation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.Augmentation;
import org.disentangle.core.view.ViewPolicy;

/** The augmentation of image data: a scene, changed by transforms. */
public record ImageAugmentation(DataSet data, ImageTransforms transforms) implements Augmentation {

    public ImageAugmentation(AugmentationOptions options, DataSet data) {
        this(
                data,
                new ImageTransforms(
                        options, data.canvasShape(), data.description().sample()));
    }

    @Override
    public List<String> columns() {
        return transforms.columns();
    }

    @Override
    public Set<String> groups() {
        return transforms.groups();
    }

    @Override
    public Map<String, HostTensor> draw(ViewPolicy policy, int batch, long step, SeedStreams streams) {
        return transforms.draw(policy, batch, step, streams);
    }

    @Override
    public Tensor render(Map<String, Tensor> pools, Map<String, Tensor> sources, Map<String, Tensor> columns) {
        Tensor images = transforms.crop() ? data.canvas(pools, sources) : data.scene(pools, sources);
        return transforms.apply(images, columns);
    }
}
