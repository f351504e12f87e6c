package org.disentangle.datasets.tinted;

import java.util.Map;
import java.util.Objects;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.scene.BySplit;

/**
 * Grey images on black, each multiplied by one colour of a palette. A group is one image; sources are {@value #IMAGE} and {@value
 * #COLOR}.
 */
public final class TintedImages implements DataSet {

    /** The image's row in the pool. */
    public static final String IMAGE = "image";

    /** The colour's number in the palette. */
    public static final String COLOR = "color";

    private static final String IMAGES = "images";

    private final DataSetDescription description;
    private final Palette palette;
    private final BySplit<GreyImages> images;
    private final BySplit<Samples> samples;

    /** @param samples with the sources {@value #IMAGE} and {@value #COLOR} */
    public TintedImages(
            DataSetDescription description, Palette palette, BySplit<GreyImages> images, BySplit<Samples> samples) {
        GreyImages train = images.train();
        GreyImages test = images.test();
        if (train.side() != test.side() || train.packed() != test.packed()) {
            throw new IllegalArgumentException("Both splits have images of one kind");
        }
        this.description = description;
        this.palette = palette;
        this.images = images;
        this.samples = samples;
    }

    @Override
    public DataSetDescription description() {
        return description;
    }

    @Override
    public Samples samples(Split split) {
        return samples.of(split);
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        return Map.of(IMAGES, images.of(split).pool());
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        Tensor image = Objects.requireNonNull(sources.get(IMAGE), IMAGE);
        Tensor color = Objects.requireNonNull(sources.get(COLOR), COLOR);
        Tensor rows = Objects.requireNonNull(pools.get(IMAGES), IMAGES).gather(0, image);
        Tensor grey =
                GreyImages.unpack(rows, images.train().side(), images.train().packed());
        Tensor colors = image.builder().constant(palette.table()).gather(0, color);
        return grey.times(colors.reshape(image.size(0), 3, 1, 1));
    }
}
