package org.disentangle.runner.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.tensor.TensorValue;

/** Un-augmented samples as pictures, for tests that hold other programs against the suite's codes of them. */
public final class RenderedSamples {
    private RenderedSamples() {}

    /** The first rows of a data set whose samples lie in pools. */
    public static HostTensor of(DataSet data, Engine engine, Split split, int rows) {
        Samples samples = data.samples(split);
        ProgramBuilder builder = new ProgramBuilder("samples");
        Map<String, Tensor> pools = new LinkedHashMap<>();
        Map<String, Tensor> columns = new LinkedHashMap<>();
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        data.pools(split).forEach((name, pool) -> {
            pools.put(name, builder.input(name, pool.type(), pool.shape()));
            inputs.put(name, pool);
        });
        int[] window = IntStream.range(0, rows).toArray();
        samples.sources().forEach((name, column) -> {
            columns.put(name, builder.input(name, DataSet.SOURCE_TYPE, Shape.of(rows)));
            inputs.put(name, ViewRenderer.pick(column, window));
        });
        builder.output("samples", data.scene(pools, columns));
        try (Session session = engine.open(new SessionOptions("cpu", Precision.FP32, 1));
                Variables none = session.variables(List.of(), List.of());
                Executable executable = session.executable(builder.build(), none)) {
            return executable.run(inputs).values().iterator().next().toHost();
        }
    }
}
