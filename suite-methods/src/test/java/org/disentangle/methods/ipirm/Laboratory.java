package org.disentangle.methods.ipirm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.Calculation;
import org.disentangle.core.method.Interlude;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;

/** An interlude over embeddings that a test makes, with programs run by LibTorch. */
final class Laboratory implements Interlude, AutoCloseable {
    private static final Engine LIBTORCH = Registry.load("engine", Engine.class, Laboratory.class.getClassLoader())
            .get("libtorch");

    private final Session session;
    private final Variables none;
    private final LongFunction<HostTensor> embeddings;
    private final int groups;
    private final long seed;
    final List<Long> draws = new ArrayList<>();
    final Map<String, Integer> prepared = new HashMap<>();
    long step;
    int stepsPerEpoch = 4;
    long stopAfter = Long.MAX_VALUE;

    /** @param embeddings by draw, {@code [2, groups, d]} */
    Laboratory(int groups, long seed, int threads, LongFunction<HostTensor> embeddings) {
        session = LIBTORCH.open(new SessionOptions("cpu", Precision.FP32, threads));
        none = session.variables(List.of(), List.of());
        this.groups = groups;
        this.seed = seed;
        this.embeddings = embeddings;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public long steps() {
        return 1000;
    }

    @Override
    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    @Override
    public int groups() {
        return groups;
    }

    @Override
    public SeedStreams streams() {
        return new SeedStreams(seed);
    }

    @Override
    public HostTensor embeddings(long draw) {
        draws.add(draw);
        return embeddings.apply(draw);
    }

    @Override
    public Calculation prepare(Program program) {
        prepared.merge(program.name(), 1, Integer::sum);
        Executable executable = session.executable(program, none);
        return new Calculation() {
            @Override
            public TensorValue upload(HostTensor value) {
                return value;
            }

            @Override
            public Map<String, HostTensor> run(Map<String, ? extends TensorValue> inputs) {
                Map<String, HostTensor> outputs = new LinkedHashMap<>();
                try (StepScope scope = session.scope()) {
                    executable.run(inputs).forEach((name, tensor) -> outputs.put(name, tensor.toHost()));
                }
                return outputs;
            }

            @Override
            public void close() {
                executable.close();
            }
        };
    }

    @Override
    public void working(String what, double share) {
        stopAfter--;
        if (stopAfter < 0) {
            throw new IllegalStateException("stopped");
        }
    }

    @Override
    public void close() {
        none.close();
        session.close();
    }
}
