package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.disentangle.core.data.Samples;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.Calculation;
import org.disentangle.core.method.Interlude;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.TensorValue;
import org.jspecify.annotations.Nullable;

/** What a method may do between the steps of one training: see z of all of the training data, and compute. */
final class TrainingInterlude implements Interlude, AutoCloseable {
    private static final int CHUNK = 256;
    /** Augmentation parameters of these views are drawn from indices that no step reaches. */
    private static final long FIRST_INDEX = 1L << 40;

    private static final long INDICES_PER_DRAW = 1L << 20;

    private final TrialJob job;
    private final TrialProgress progress;
    private final Session session;
    private final Model model;
    private final Variables variables;
    private final Samples samples;
    private final IntFunction<ViewRenderer> renderers;
    private final int chunk;
    private @Nullable ViewRenderer renderer;
    private @Nullable Executable encoder;
    private long step;

    /** @param renderers makes a renderer for so many groups at once */
    TrainingInterlude(
            TrialJob job,
            TrialProgress progress,
            Session session,
            Model model,
            Variables variables,
            Samples samples,
            IntFunction<ViewRenderer> renderers) {
        this.job = job;
        this.progress = progress;
        this.session = session;
        this.model = model;
        this.variables = variables;
        this.samples = samples;
        this.renderers = renderers;
        this.chunk = Math.min(CHUNK, samples.groups());
    }

    TrainingInterlude at(long next) {
        step = next;
        return this;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public long steps() {
        return job.spec().training().steps();
    }

    @Override
    public int stepsPerEpoch() {
        return SampleOrder.stepsPerEpoch(samples.groups(), job.spec().training().batch());
    }

    @Override
    public int groups() {
        return samples.groups();
    }

    @Override
    public SeedStreams streams() {
        return job.spec().seedStreams();
    }

    @Override
    public HostTensor embeddings(long draw) {
        int views = job.spec().method().views().views();
        ViewRenderer rendering = renderer == null ? renderer = renderers.apply(chunk) : renderer;
        Executable encoding =
                encoder == null ? encoder = session.executable(model.codes(views * chunk), variables) : encoder;
        int dimension = 0;
        float[] all = {};
        for (int start = 0; start < samples.groups(); start += chunk) {
            int count = Math.min(chunk, samples.groups() - start);
            int[] groups = CodeReader.window(start, chunk, samples.groups());
            try (StepScope scope = session.scope()) {
                long index = FIRST_INDEX + draw * INDICES_PER_DRAW + start / chunk;
                Map<String, TensorValue> inputs = Map.of(Model.VIEWS, rendering.render(groups, index, streams()));
                if (start + chunk < samples.groups()) {
                    rendering.readAhead(CodeReader.window(start + chunk, chunk, samples.groups()));
                }
                Map<String, DeviceTensor> codes = encoding.run(inputs);
                float[] z = Objects.requireNonNull(codes.getOrDefault(Model.EMBEDDING, codes.get(Model.REPRESENTATION)))
                        .toHost()
                        .floats();
                dimension = z.length / (views * chunk);
                all = all.length == 0 ? new float[views * samples.groups() * dimension] : all;
                for (int view = 0; view < views; view++) {
                    System.arraycopy(
                            z,
                            view * chunk * dimension,
                            all,
                            (view * samples.groups() + start) * dimension,
                            count * dimension);
                }
            }
            working("embeddings", (double) (start + count) / samples.groups());
        }
        return HostTensor.of(Shape.of(views, samples.groups(), dimension), all);
    }

    @Override
    public Calculation prepare(Program program) {
        return new SessionCalculation(session, program);
    }

    @Override
    public void working(String what, double share) {
        progress.scoring(what + " " + Math.round(100 * share) + " %");
        if (progress.stopRequested()) {
            throw new TrialInterruptedException(step);
        }
    }

    @Override
    public void close() {
        if (renderer != null) {
            renderer.close();
        }
        if (encoder != null) {
            encoder.close();
        }
    }

    private static final class SessionCalculation implements Calculation {
        private final Session session;
        private final Variables none;
        private final Executable executable;
        private final List<DeviceTensor> uploaded = new ArrayList<>();

        SessionCalculation(Session session, Program program) {
            this.session = session;
            this.none = session.variables(List.of(), List.of());
            this.executable = session.executable(program, none);
        }

        @Override
        public TensorValue upload(HostTensor value) {
            DeviceTensor tensor = session.upload(value);
            uploaded.add(tensor);
            return tensor;
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
            uploaded.forEach(DeviceTensor::close);
            executable.close();
            none.close();
        }
    }
}
