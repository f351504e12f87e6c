package org.disentangle.runner.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;
import org.disentangle.core.view.Augmentation;
import org.disentangle.datasets.augmentation.ImageAugmentation;
import org.disentangle.runner.experiment.TrainingOptions;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.store.StoreError;
import org.jspecify.annotations.Nullable;

/** Trains the model of one trial, from its checkpoint if there is one. */
final class Trainer {
    /** The learning curve, beside the record. */
    static final String CURVE = "curve.jsonl";
    /** Points of a learning curve, about. */
    private static final int CURVE_POINTS = 500;
    /** On a device with a queue, reading a value waits for it: read every so many steps. */
    private static final int ASYNCHRONOUS_READ = 20;

    private final TrialJob job;
    private final TrialProgress progress;
    private final Session session;
    private final DataSet data;
    private final Model model;
    private final Program program;
    private final Variables variables;
    private final ConfiguredMethod<?> method;
    private final TrainingOptions options;
    private final SeedStreams streams;
    private final MethodRun methodRun;
    private final Path checkpointFile;
    private final List<Long> resumedAt = new ArrayList<>();
    private final Stopwatch stopwatch = new Stopwatch();

    private final @Nullable Validation validation;

    private @Nullable Selected selected;
    private long step;
    private double earlierSeconds;
    private double lastFiniteLoss = Double.NaN;

    Trainer(
            TrialJob job,
            TrialProgress progress,
            Session session,
            DataSet data,
            Model model,
            Program program,
            Variables variables) {
        this.model = model;
        this.job = job;
        this.progress = progress;
        this.session = session;
        this.data = data;
        this.program = program;
        this.variables = variables;
        this.method = job.spec().method();
        this.options = job.spec().training();
        this.streams = job.spec().seedStreams();
        this.methodRun = method.begin();
        this.checkpointFile = job.folder().resolve("checkpoint.bin");
        this.validation = options.selection() instanceof Selection.BestValidation rule
                ? new Validation(
                        rule, job, new CodeReader(session, data, model, variables, progress), data, model, variables)
                : null;
    }

    /** Which parameters were chosen, and the scores of all that could have been. */
    record Selected(TrialRecord.Selection selection, TrialRecord.Attachment looks) {}

    TrainingProgress progress() {
        return new TrainingProgress(step, earlierSeconds + stopwatch.seconds(), resumedAt);
    }

    /** What the method has to tell after training. */
    MethodReport report() {
        return methodRun.report();
    }

    /** The parameters that were chosen; empty for those of the last step. */
    Optional<Selected> selected() {
        return Optional.ofNullable(selected);
    }

    void train() throws IOException {
        Samples samples = trainedOn(job.spec(), data);
        Map<String, HostTensor> pools = data.pools(Split.TRAIN);
        Map<String, RowSource> fetched = data.rows(Split.TRAIN);
        Map<String, DeviceTensor> uploaded = new LinkedHashMap<>();
        pools.forEach((name, pool) -> uploaded.put(name, session.upload(pool)));
        Augmentation augmentation =
                job.spec().data().augmentation().orElseGet(() -> new ImageAugmentation(options.augmentation(), data));
        IntFunction<ViewRenderer> renderers = groups ->
                new ViewRenderer(session, samples, pools, uploaded, fetched, augmentation, method.views(), groups);
        try (TrainingStep trainingStep = session.training(program, variables, options.optimizer());
                ViewRenderer renderer = renderers.apply(options.batch());
                TrainingInterlude interlude =
                        new TrainingInterlude(job, progress, session, model, variables, samples, renderers)) {
            resume(trainingStep);
            if (step == 0 && ViewPicture.fits(data.description().sample())) {
                picture(renderer, samples);
            }
            try (LearningCurve curve = new LearningCurve(job.folder().resolve(CURVE), step)) {
                loop(trainingStep, renderer, interlude, samples, curve);
            }
            leave(trainingStep);
            if (validation != null) {
                selected = new Selected(validation.select(), validation.save(job.folder()));
            }
        } finally {
            uploaded.values().forEach(DeviceTensor::close);
        }
    }

    /** The training samples less those that a selection holds out. */
    static Samples trainedOn(TrialSpec spec, DataSet data) {
        Samples all = data.samples(Split.TRAIN);
        int heldOut = spec.training().selection().heldOut();
        if (heldOut >= all.groups()) {
            throw new UserError("The selection holds out " + heldOut + " groups, but there are only " + all.groups()
                    + " to train on; allowed are fewer");
        }
        return all.first(all.groups() - heldOut);
    }

    /** Rendering hangs on the step alone, so that the first one sees what it would have seen. */
    private void picture(ViewRenderer renderer, Samples samples) {
        int[] groups = new SampleOrder(streams, samples.groups(), options.batch()).groups(0);
        try (StepScope scope = session.scope()) {
            ViewPicture.write(job.folder(), renderer.render(groups, 0, streams).toHost(), groups.length);
        }
    }

    private void resume(TrainingStep trainingStep) {
        Checkpoint found = savedCheckpoint().orElse(null);
        if (found == null) {
            return;
        }
        variables.load(found.variables());
        trainingStep.restore(new TrainingStep.OptimizerState(found.updates(), found.optimizer()));
        methodRun.restore(found.method());
        if (validation != null) {
            validation.restore(found.validation());
        }
        step = found.step();
        earlierSeconds = found.trainingSeconds();
        resumedAt.addAll(found.resumedAt());
        resumedAt.add(step);
    }

    private Optional<Checkpoint> savedCheckpoint() {
        try {
            return Checkpoint.read(checkpointFile, job.id());
        } catch (IOException e) {
            throw StoreError.reading(checkpointFile, e);
        }
    }

    private void loop(
            TrainingStep trainingStep,
            ViewRenderer renderer,
            TrainingInterlude interlude,
            Samples samples,
            LearningCurve curve)
            throws IOException {
        SampleOrder order = new SampleOrder(streams, samples.groups(), options.batch());
        StepInputs stepInputs = new StepInputs(job.spec(), methodRun, samples, program);
        Schedule schedule = options.schedule();
        int readEvery = session.description().asynchronous() && !methodRun.followsEveryStep() ? ASYNCHRONOUS_READ : 1;
        int curveEvery = Math.max(1, options.steps() / CURVE_POINTS);
        int viewsPerStep = options.batch() * method.views().views();
        Stopwatch sinceCheckpoint = new Stopwatch();
        SpeedMeter speed = new SpeedMeter();
        while (step < options.steps()) {
            try {
                methodRun.before(interlude.at(step));
            } catch (TrialInterruptedException e) {
                curve.flush();
                checkpoint(trainingStep);
                throw e;
            }
            int[] groups = order.groups(step);
            double rate = options.optimizer().learningRate() * schedule.factor(step, options.steps());
            boolean last = step + 1 == options.steps();
            boolean onCurve = step % curveEvery == 0 || last;
            Map<String, Double> scalars = Map.of();
            try (StepScope scope = session.scope()) {
                Map<String, TensorValue> inputs = stepInputs.of(renderer, groups, step);
                if (!last) {
                    renderer.readAhead(order.groups(step + 1));
                }
                trainingStep.run(inputs, rate);
                if (step % readEvery == 0 || onCurve) {
                    scalars = trainingStep.scalars();
                }
            }
            if (!scalars.isEmpty()) {
                requireFinite(scalars);
                methodRun.finished(step, scalars);
                double loss = Objects.requireNonNull(scalars.get(ObjectiveGraph.LOSS));
                lastFiniteLoss = loss;
                if (onCurve) {
                    curve.append(step, rate, scalars);
                }
                progress.step(step + 1, options.steps(), loss, speed.update(step + 1, viewsPerStep));
            }
            step++;
            if (validation != null) {
                validation.after(step);
            }
            boolean stop = progress.stopRequested();
            if ((stop || sinceCheckpoint.seconds() >= job.checkpointSeconds()) && step < options.steps()) {
                curve.flush();
                checkpoint(trainingStep);
                sinceCheckpoint.lap();
            }
            if (stop && step < options.steps()) {
                throw new TrialInterruptedException(step);
            }
        }
    }

    /** What took long to train is kept until its record is saved: scoring may fail, or the process be killed. */
    private void leave(TrainingStep trainingStep) throws IOException {
        if (progress().seconds() >= job.checkpointSeconds()) {
            checkpoint(trainingStep);
        } else {
            Files.deleteIfExists(checkpointFile);
        }
    }

    private void requireFinite(Map<String, Double> scalars) {
        if (!scalars.values().stream().allMatch(Double::isFinite)) {
            throw DivergedException.atStep(step, scalars, lastFiniteLoss);
        }
    }

    private void checkpoint(TrainingStep trainingStep) throws IOException {
        TrainingStep.OptimizerState state = trainingStep.state();
        new Checkpoint(
                        job.id(),
                        step,
                        state.updates(),
                        earlierSeconds + stopwatch.seconds(),
                        resumedAt,
                        variables.export(),
                        state.slots(),
                        methodRun.state(),
                        validation == null ? Validation.State.NONE : validation.state())
                .write(checkpointFile);
    }
}
