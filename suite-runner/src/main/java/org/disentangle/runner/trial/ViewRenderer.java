package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Samples;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.method.ViewPolicy;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.datasets.augmentation.Augmentation;

/** Renders the augmented views of a batch on the device from numbers: source indices and augmentation parameters. */
final class ViewRenderer implements AutoCloseable {
    private static final String IMAGES = "images";

    private final DataSet data;
    private final Samples samples;
    private final Augmentation augmentation;
    private final ViewPolicy policy;
    private final Map<String, HostTensor> pools;
    private final Map<String, DeviceTensor> uploaded;
    private final Executable executable;

    ViewRenderer(
            Session session,
            DataSet data,
            Samples samples,
            Map<String, HostTensor> pools,
            Map<String, DeviceTensor> uploaded,
            Augmentation augmentation,
            ViewPolicy policy,
            int batch) {
        this.data = data;
        this.samples = samples;
        this.pools = pools;
        this.uploaded = uploaded;
        this.augmentation = augmentation;
        this.policy = policy;
        List<String> rowInputs = new ArrayList<>(samples.sources().keySet());
        rowInputs.addAll(augmentation.columns());
        this.executable = session.rowwise(program(policy.views() * batch), rowInputs, this::program);
    }

    /** The rows of {@code samples} that the groups' views show, ordered by view. */
    int[] rows(int[] groups) {
        int[] rows = new int[policy.views() * groups.length];
        for (int view = 0; view < policy.views(); view++) {
            for (int i = 0; i < groups.length; i++) {
                rows[view * groups.length + i] = samples.row(groups[i], view);
            }
        }
        return rows;
    }

    /** @return {@code [views * batch, c, h, w]}, owned by the session's innermost scope */
    DeviceTensor render(int[] groups, long step, SeedStreams streams) {
        Map<String, TensorValue> inputs = new LinkedHashMap<>(uploaded);
        int[] rows = rows(groups);
        samples.sources().forEach((name, column) -> inputs.put(name, pick(column, rows)));
        inputs.putAll(augmentation.draw(policy, groups.length, step, streams));
        return java.util.Objects.requireNonNull(executable.run(inputs).get(IMAGES));
    }

    static HostTensor pick(int[] column, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = column[rows[i]];
        }
        return HostTensor.indices(picked);
    }

    private Program program(int rows) {
        ProgramBuilder builder = new ProgramBuilder("views");
        Map<String, Tensor> poolInputs = new LinkedHashMap<>();
        pools.forEach((name, pool) -> poolInputs.put(name, builder.input(name, pool.type(), pool.shape())));
        Map<String, Tensor> sources = new LinkedHashMap<>();
        for (String source : samples.sources().keySet()) {
            sources.put(source, builder.input(source, DataSet.SOURCE_TYPE, Shape.of(rows)));
        }
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (String column : augmentation.columns()) {
            parameters.put(column, builder.input(column, ElementType.FLOAT32, Shape.of(rows)));
        }
        Tensor scene = builder.within("scene", () -> data.scene(poolInputs, sources));
        builder.output(IMAGES, builder.within("augmentation", () -> augmentation.apply(scene, parameters)));
        return builder.build();
    }

    @Override
    public void close() {
        executable.close();
    }
}
