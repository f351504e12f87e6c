package org.disentangle.runner.trial;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.core.tensor.Program;
import org.disentangle.runner.codes.CodeMap;
import org.disentangle.runner.codes.CodeSet;
import org.disentangle.runner.codes.KeptCodes;
import org.disentangle.runner.codes.KeptModel;
import org.disentangle.runner.experiment.Kept;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.store.StoreError;
import org.jspecify.annotations.Nullable;

/** The state of one trial while it runs: set up, train, score, record. */
final class TrialRun {
    private static final String TRACE = "failure.txt";

    private final TrialJob job;
    private final TrialProgress progress;
    private final Registry<Engine> engines;
    private final DataSetCache dataSets;
    private final Instant started = now();
    private final Stopwatch stopwatch = new Stopwatch();
    private final List<Score> scores = new ArrayList<>();
    private final List<TrialRecord.EncoderProof> proofs = new ArrayList<>();
    private final TrialFindings findings = new TrialFindings();
    private final Map<String, String> environment = new TreeMap<>();

    private String phase = "setup";
    private double setupSeconds;
    private double scoringSeconds;
    private long peakBytes;
    private TrainingProgress trained = TrainingProgress.NONE;
    private TrialRecord.@Nullable Model model;
    private TrialRecord.@Nullable Data data;
    private TrialRecord.@Nullable Selection selection;
    private TrialRecord.@Nullable Predictions predictions;
    private MethodReport report = MethodReport.EMPTY;
    private final List<TrialRecord.Attachment> attachments = new ArrayList<>();

    TrialRun(TrialJob job, TrialProgress progress, Registry<Engine> engines, DataSetCache dataSets) {
        this.job = job;
        this.progress = progress;
        this.engines = engines;
        this.dataSets = dataSets;
        environment.putAll(job.environment());
        environment.put("jvm.options", jvmOptions());
    }

    /** @throws StoreError if the trial's checkpoint or curve cannot be written */
    TrialRecord run() {
        try {
            execute();
            Files.deleteIfExists(job.folder().resolve(TRACE)); // of an earlier try
            return record(TrialStatus.DONE, null);
        } catch (DivergedException e) {
            return record(
                    TrialStatus.DIVERGED,
                    failure(Failure.Cause.NOT_FINITE, String.valueOf(e.getMessage()), e.details()));
        } catch (StoreError e) {
            throw e;
        } catch (UserError e) {
            return failed(Failure.Cause.INPUT, e);
        } catch (DeviceLostException e) {
            return failed(Failure.Cause.DEVICE_LOST, e);
        } catch (EngineException e) {
            return failed(e.outOfMemory() ? Failure.Cause.OUT_OF_MEMORY : Failure.Cause.ERROR, e);
        } catch (EncoderChangedException e) {
            return failed(Failure.Cause.ENCODER_CHANGED, e);
        } catch (TrialInterruptedException e) {
            throw e;
        } catch (IOException e) {
            // Checkpoints and curves: with a full disk the next trials would fail alike, so this is the run's matter.
            throw StoreError.writing(job.folder(), e);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // Errors too: a plug-in that was built against other classes is no reason to lose the worker.
            return failed(Failure.Cause.ERROR, e);
        }
    }

    /** The options of this JVM, without the one that names a file of this machine. */
    private static String jvmOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:ErrorFile="))
                .collect(Collectors.joining(" "));
    }

    private void execute() throws IOException {
        enter("setup");
        Engine engine = engines.get(job.spec().engine());
        SessionOptions options = new SessionOptions(job.device(), job.spec().precision(), job.threads());
        try (Session session = engine.open(options)) {
            environment.put("engine", session.description().engine());
            environment.put("device", session.description().device());
            session.description().facts().forEach((name, fact) -> environment.put("engine." + name, fact));
            DataSet opened = dataSets.open(job.spec().data(), job.dataLocation());
            DataSetDescription description = opened.description();
            job.spec().method().check(description);
            Model programs = new Model(job.spec(), description);
            try {
                work(session, opened, programs);
            } finally {
                peakBytes = session.memory().peakBytes();
            }
        }
    }

    private void work(Session session, DataSet opened, Model programs) throws IOException {
        boolean trains = job.spec().method().trains() && job.spec().training().steps() > 0;
        Program training = trains ? programs.training() : null;
        List<String> sources = List.copyOf(opened.samples(Split.TEST).sources().keySet());
        Program encoding = programs.encoding(opened, opened.pools(Split.TEST), sources, 1);
        ModelVariables declared = ModelVariables.of(training == null ? List.of(encoding) : List.of(training, encoding));
        try (Variables variables = session.variables(declared.parameters(), declared.buffers())) {
            variables.load(Model.initialValues(
                    declared.parameters(), declared.buffers(), job.spec().seedStreams()));
            setupSeconds = stopwatch.lap();
            if (training != null) {
                enter("training");
                Trainer trainer = new Trainer(job, progress, session, opened, programs, training, variables);
                try {
                    trainer.train();
                } finally {
                    trained = trainer.progress();
                }
                keep(trainer.report());
                trainer.selected().ifPresent(this::keep);
                stopwatch.lap();
            }
            enter("scoring");
            score(session, opened, programs, variables, declared.parameterCount());
            scoringSeconds = stopwatch.lap();
        }
    }

    private void score(Session session, DataSet opened, Model programs, Variables variables, long parameters)
            throws IOException {
        CodeReader reader = new CodeReader(session, opened, programs, variables, progress);
        CodeReader.Coded train =
                reader.read(Split.TRAIN, 0, job.spec().scoring().trainGroups());
        CodeReader.Coded test = reader.read(Split.TEST, 0, job.spec().scoring().testGroups());
        String digest = variables.digest();
        model = TrialFacts.model(programs, parameters, digest);
        data = TrialFacts.data(opened.description(), train.groups(), test.groups());
        CodeSet codes = TrialFacts.codes(opened, programs, train, test);
        Assignments assignments = TrialFacts.assignments(
                report, opened, job.spec().training().selection().heldOut());
        for (ConfiguredMetric<?> metric : job.spec().scoring().metrics()) {
            progress.scoring(metric.name());
            ScoringInput input =
                    codes.input(assignments, scores, job.spec().seedStreams().forProbes(), job.threads(), findings);
            scores.addAll(metric.score(input));
            String after = variables.digest();
            proofs.add(new TrialRecord.EncoderProof(metric.name(), digest, after));
            if (!after.equals(digest)) {
                throw new EncoderChangedException("The metric '" + metric.name()
                        + "' changed the model that it scored: digest " + digest + " before, " + after + " after");
            }
        }
        predictions = findings.savePredictions(job.folder(), test.labels());
        findings.saveMatrices(job.folder()).ifPresent(attachments::add);
        CodeMap.save(job.folder(), codes).ifPresent(attachments::add);
        if (job.keep().contains(Kept.CODES)) {
            attachments.addAll(KeptCodes.save(job.folder(), codes, programs.keptBlocks()));
        }
        if (job.keep().contains(Kept.MODEL)) {
            attachments.add(KeptModel.save(job.folder(), variables.export()));
        }
    }

    private void keep(MethodReport found) throws IOException {
        report = found;
        Path curve = job.folder().resolve(Trainer.CURVE);
        attachments.add(new TrialRecord.Attachment(
                Trainer.CURVE, "learning curve", CanonicalJson.sha256(Files.readAllBytes(curve))));
        AssignmentLines.save(job.folder(), found.assignments()).ifPresent(attachments::add);
        ViewPicture.attachment(job.folder()).ifPresent(attachments::add);
    }

    private void keep(Trainer.Selected chosen) {
        selection = chosen.selection();
        attachments.add(chosen.looks());
    }

    private void enter(String entered) {
        phase = entered;
        progress.phase(entered);
    }

    private TrialRecord failed(Failure.Cause cause, Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        Map<String, String> details = new TreeMap<>();
        details.put("exception", e.getClass().getName());
        details.put("trace_digest", CanonicalJson.sha256(trace.toString().getBytes(StandardCharsets.UTF_8)));
        if (cause != Failure.Cause.INPUT) {
            keepTrace(trace.toString(), details);
        }
        String message = cause == Failure.Cause.ERROR
                ? FailureMessage.of(e, job.spec()) + "; trace: " + tracePath()
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return record(TrialStatus.FAILED, failure(cause, message, details));
    }

    /** As seen from the output folder, where the board lies. */
    private String tracePath() {
        Path file = job.folder().resolve(TRACE);
        int names = file.getNameCount();
        return file.subpath(Math.max(0, names - 3), names).toString().replace('\\', '/');
    }

    private void keepTrace(String trace, Map<String, String> details) {
        try {
            Files.writeString(job.folder().resolve(TRACE), trace, StandardCharsets.UTF_8);
            details.put("trace", TRACE);
        } catch (IOException e) {
            details.put("trace", "could not be written: " + e.getMessage());
        }
    }

    private Failure failure(Failure.Cause cause, String message, Map<String, String> details) {
        long step = phase.equals("training") ? trained.steps() : -1;
        return new Failure(cause, phase, step, message, details);
    }

    private TrialRecord record(TrialStatus status, @Nullable Failure failure) {
        int batch = job.spec().training().batch();
        // Asked only after steps, in which it was asked before: a plug-in that breaks here would leave no record.
        long views = trained.steps() == 0
                ? 0
                : trained.steps() * batch * job.spec().method().views().views();
        TrialRecord.Costs costs = new TrialRecord.Costs(
                started.toString(),
                now().toString(),
                setupSeconds,
                trained.seconds(),
                scoringSeconds,
                trained.steps(),
                views,
                peakBytes,
                trained.resumedAt());
        return new TrialRecord(
                TrialRecord.SCHEMA,
                job.id(),
                TrialSpecs.plain(job.spec()),
                status,
                failure,
                status == TrialStatus.DONE ? scores : List.of(),
                status == TrialStatus.DONE ? findings.undefined() : List.of(),
                model,
                data,
                selection,
                proofs,
                predictions,
                report.figures(),
                attachments,
                costs,
                environment,
                job.plugins());
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
