package org.disentangle.runner.trial;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.view.Augmentation;
import org.disentangle.datasets.augmentation.ImageAugmentation;
import org.disentangle.datasets.augmentation.ViewProgram;
import org.disentangle.runner.experiment.TrialSpec;

/**
 * The first step of a trial, taken apart: each part is a program with all of its numbers on the host, so that anybody can compute
 * it again and hold the results against each other. A part begins with what the part before it came to on one engine, the one
 * that made this.
 *
 * @param views the view plan to rendered views, output {@link ViewProgram#VIEWS}
 * @param codes rendered views to r and z in evaluation mode, with the initial weights
 * @param loss rendered views to the loss and its terms in training mode
 */
public record FirstStep(Part views, Part codes, Part loss) {

    /**
     * @param inputs every input of the program
     * @param variables every parameter and buffer of the program
     */
    public record Part(Program program, Map<String, HostTensor> inputs, Map<String, HostTensor> variables) {}

    /**
     * Makes the numbers of the first step as a training on this engine would see it.
     *
     * @param spec of a method that is trained; its batch is what is looked at
     * @throws UserError if the batch does not fit the data, or the engine cannot be had
     */
    public static FirstStep of(TrialSpec spec, DataSet data, Engine engine, SessionOptions options) {
        try (Session session = engine.open(options)) {
            return new Maker(spec, data, session, options).make();
        }
    }

    /** While a session is open. */
    private static final class Maker {
        private final TrialSpec spec;
        private final Session session;
        private final SessionOptions options;
        private final Model model;
        private final Samples samples;
        private final Map<String, HostTensor> pools;
        private final Map<String, RowSource> fetched;
        private final Augmentation augmentation;

        Maker(TrialSpec spec, DataSet data, Session session, SessionOptions options) {
            this.spec = spec;
            this.session = session;
            this.options = options;
            this.model = new Model(spec, data.description());
            this.samples = Trainer.trainedOn(spec, data);
            this.pools = data.pools(Split.TRAIN);
            this.fetched = data.rows(Split.TRAIN);
            this.augmentation = spec.data()
                    .augmentation()
                    .orElseGet(() -> new ImageAugmentation(spec.training().augmentation(), data));
        }

        FirstStep make() {
            Program training = model.training();
            int rows = spec.method().views().views() * spec.training().batch();
            Program codes = model.codes(rows);
            ModelVariables declared = ModelVariables.of(List.of(training, codes));
            Map<String, HostTensor> initial =
                    Model.initialValues(declared.parameters(), declared.buffers(), spec.seedStreams());
            Map<String, DeviceTensor> uploaded = new LinkedHashMap<>();
            pools.forEach((name, pool) -> uploaded.put(name, session.upload(pool)));
            IntFunction<ViewRenderer> renderers = groups -> new ViewRenderer(
                    session,
                    samples,
                    pools,
                    uploaded,
                    fetched,
                    augmentation,
                    spec.method().views(),
                    groups);
            try (Variables variables = session.variables(declared.parameters(), declared.buffers());
                    ViewRenderer renderer = renderers.apply(spec.training().batch())) {
                variables.load(initial);
                MethodRun methodRun = begun(variables, renderers);
                int[] groups = new SampleOrder(
                                spec.seedStreams(),
                                samples.groups(),
                                spec.training().batch())
                        .groups(0);
                Map<String, HostTensor> plan = new LinkedHashMap<>(pools);
                plan.putAll(renderer.numbers(groups, 0, spec.seedStreams()));
                Map<String, HostTensor> inputs =
                        onHost(new StepInputs(spec, methodRun, samples, training), renderer, groups);
                HostTensor views = rendered(renderer, groups);
                return new FirstStep(
                        new Part(new ViewProgram(pools, samples, fetched, augmentation).build(rows), plan, Map.of()),
                        new Part(codes, Map.of(Model.VIEWS, views), named(initial, codes)),
                        new Part(training, inputs, named(initial, training)));
            } finally {
                uploaded.values().forEach(DeviceTensor::close);
            }
        }

        /** What methods compute before the first step, such as a partition, is computed on this engine for all. */
        private MethodRun begun(Variables variables, IntFunction<ViewRenderer> renderers) {
            MethodRun methodRun = spec.method().begin();
            TrialJob job = TrialJob.toLookAt(spec, options, Path.of(""));
            try (TrainingInterlude interlude =
                    new TrainingInterlude(job, TrialProgress.NONE, session, model, variables, samples, renderers)) {
                methodRun.before(interlude.at(0));
            }
            return methodRun;
        }

        private Map<String, HostTensor> onHost(StepInputs stepInputs, ViewRenderer renderer, int[] groups) {
            Map<String, HostTensor> values = new LinkedHashMap<>();
            try (StepScope scope = session.scope()) {
                stepInputs.of(renderer, groups, 0).forEach((name, value) -> values.put(name, host(value)));
            }
            return values;
        }

        private HostTensor rendered(ViewRenderer renderer, int[] groups) {
            try (StepScope scope = session.scope()) {
                return renderer.render(groups, 0, spec.seedStreams()).toHost();
            }
        }

        private static HostTensor host(TensorValue value) {
            return value instanceof DeviceTensor device ? device.toHost() : (HostTensor) value;
        }

        private static Map<String, HostTensor> named(Map<String, HostTensor> initial, Program program) {
            Map<String, HostTensor> values = new LinkedHashMap<>();
            program.parameters().forEach(declared -> values.put(declared.name(), initial.get(declared.name())));
            program.buffers().forEach(declared -> values.put(declared.name(), initial.get(declared.name())));
            return values;
        }
    }
}
