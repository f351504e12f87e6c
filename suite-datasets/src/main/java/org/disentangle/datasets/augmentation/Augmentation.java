package org.disentangle.datasets.augmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.method.ViewPolicy;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * The augmentation of one data set's samples.
 *
 * <p>{@link #draw} gives each view a row of parameters, {@link #apply} carries them out on a batch. Parameters come in groups
 * ({@code crop}, {@code flip}, {@code jitter}, {@code grey}, {@code blur}); each group draws from its own part of the stream
 * {@code augmentation}, and a view may take a group's parameters, coin flips included, from an earlier view.
 */
public final class Augmentation {
    private final List<Stage> stages;

    /**
     * @param sample {@code [3, h, w]} with values 0..1
     * @throws UserError if a stage needs an image of three channels and the sample is none
     */
    public Augmentation(AugmentationOptions options, Shape sample) {
        boolean cropsOrFlips = options.crop().active() || options.flip() > 0;
        boolean colors = options.jitter().active() || options.grey() > 0;
        if (!cropsOrFlips && !colors && !options.blur().active()) {
            this.stages = List.of();
            return;
        }
        if (sample.rank() != 3 || sample.size(0) != 3) {
            throw new UserError("Augmentations change images of shape [3, height, width]; the samples are " + sample
                    + ". Switch crop, flip, jitter, grey and blur off for this data set.");
        }
        List<Stage> active = new ArrayList<>();
        if (cropsOrFlips) {
            active.add(new CropAndFlip(options.crop(), options.flip(), sample));
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
        this.stages = List.copyOf(active);
    }

    /** The names of all parameter columns, in order. */
    public List<String> columns() {
        return stages.stream().flatMap(stage -> stage.columns().stream()).toList();
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
                    group -> streams.stream(SeedStreams.AUGMENTATION + "/" + group, step));
        }
        for (ViewPolicy.Sharing shared : policy.sharing()) {
            columns.forEach((column, values) -> {
                if (column.startsWith(shared.group() + "/")) {
                    System.arraycopy(values, shared.source() * batch, values, shared.view() * batch, batch);
                }
            });
        }
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        columns.forEach((column, values) -> tensors.put(column, HostTensor.of(Shape.of(rows), values)));
        return tensors;
    }

    /**
     * Adds the nodes that change images.
     *
     * @param images {@code [n, 3, h, w]}, values 0..1
     * @param columns per column FLOAT32 {@code [n]}
     * @return the same shape, values 0..1
     */
    public Tensor apply(Tensor images, Map<String, Tensor> columns) {
        Tensor changed = images;
        for (Stage stage : stages) {
            changed = stage.apply(changed, new Columns<>(columns));
        }
        return changed;
    }
}
