package org.disentangle.datasets.augmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.UserError;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.SharedColumns;
import org.disentangle.core.view.ViewPolicy;

/**
 * The transforms that change images of one shape.
 *
 * <p>{@link #draw} gives each view a row of parameters, {@link #apply} carries them out on a batch. Each transform ({@code crop}, {@code
 * flip}, {@code zoom}, {@code translation}, {@code rotation}, {@code jitter}, {@code grey}, {@code blur}) draws from its own part of
 * the stream {@code augmentation}, and a view may take a transform's parameters, coin flips included, from an earlier view.
 */
public final class ImageTransforms {
    private final List<Stage> stages;
    private final TransformGroups groups;

    /** Views are cropped from the samples themselves. */
    public ImageTransforms(AugmentationOptions options, Shape sample) {
        this(options, sample, sample);
    }

    /**
     * @param canvas {@code [3, h, w]} with values 0..1, what views are cropped from; not smaller than the sample
     * @param sample {@code [3, h, w]}, what views are
     * @throws UserError if a stage needs an image of three channels and the sample is none
     */
    public ImageTransforms(AugmentationOptions options, Shape canvas, Shape sample) {
        this.stages = stages(options, canvas, sample);
        this.groups = TransformGroups.of(columns());
    }

    private static List<Stage> stages(AugmentationOptions options, Shape canvas, Shape sample) {
        if (!options.active()) {
            return List.of();
        }
        if (sample.rank() != 3 || sample.size(0) != 3) {
            throw new UserError("Augmentations change images of shape [3, height, width]; the samples are " + sample
                    + ". Switch all of them off for this data set, with 'augmentation: {preset: none}'.");
        }
        List<Stage> active = new ArrayList<>();
        if (options.crop().active() || options.flip() > 0) {
            active.add(new CropAndFlip(options.crop(), options.flip(), canvas, sample));
        }
        if (options.placement().active()) {
            active.add(new Placement(options.placement(), sample));
        }
        if (options.jitter().active()) {
            active.add(new ColorJitter(options.jitter()));
        }
        if (options.grey() > 0) {
            active.add(new RandomGrey(options.grey()));
        }
        if (options.blur().active()) {
            active.add(new GaussianBlur(options.blur(), sample));
        }
        return List.copyOf(active);
    }

    /** Whether images are canvases, which the first stage crops; else they are samples. */
    public boolean crop() {
        return !stages.isEmpty() && stages.get(0) instanceof CropAndFlip;
    }

    /** The names of all parameter columns, in order. */
    public List<String> columns() {
        return stages.stream().flatMap(stage -> stage.columns().stream()).toList();
    }

    /** The transforms that can change a view here, and the groups that hold one; see {@link TransformGroups}. */
    public Set<String> groups() {
        return groups.names();
    }

    /**
     * One step's parameters.
     *
     * @return per column FLOAT32 {@code [views * batch]}, ordered by view
     */
    public Map<String, HostTensor> draw(ViewPolicy policy, int batch, long step, SeedStreams streams) {
        int rows = policy.views() * batch;
        Map<String, float[]> columns = new LinkedHashMap<>();
        for (Stage stage : stages) {
            stage.columns().forEach(column -> columns.put(column, new float[rows]));
            stage.draw(
                    new Columns<>(columns),
                    rows,
                    transform -> streams.stream(SeedStreams.AUGMENTATION + "/" + transform, step));
        }
        for (ViewPolicy.Sharing shared : policy.sharing()) {
            share(policy, shared, batch, step, columns, streams);
        }
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        columns.forEach((column, values) -> tensors.put(column, HostTensor.of(Shape.of(rows), values)));
        return tensors;
    }

    private void share(
            ViewPolicy policy,
            ViewPolicy.Sharing shared,
            int batch,
            long step,
            Map<String, float[]> columns,
            SeedStreams streams) {
        for (String transform : groups.transforms(shared.group())) {
            if (shared.closeness() == ViewPolicy.Closeness.EQUAL) {
                SharedColumns.copy(policy, shared, batch, step, columns, transform);
                continue;
            }
            UniformRandomProvider random =
                    streams.stream(SeedStreams.AUGMENTATION + "/" + transform + "/near" + shared.view(), step);
            Columns<float[]> drawn = new Columns<>(columns);
            for (Stage stage : stages) {
                for (int place = 0; place < batch; place++) {
                    if (shared.holdsFor(policy.pairType(step, place))) {
                        int row = shared.view() * batch + place;
                        stage.drawNear(transform, drawn, row, shared.source() * batch + place, random);
                    }
                }
            }
        }
    }

    /**
     * Adds the nodes that change images.
     *
     * @param images {@code [n, 3, h, w]}, values 0..1; canvases or samples, see {@link #crop}
     * @param columns per column FLOAT32 {@code [n]}
     * @return samples, values 0..1
     */
    public Tensor apply(Tensor images, Map<String, Tensor> columns) {
        Tensor changed = images;
        for (Stage stage : stages) {
            changed = stage.apply(changed, new Columns<>(columns));
        }
        return changed;
    }
}
