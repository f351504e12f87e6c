package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.method.Method;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.YamlReader;
import org.disentangle.runner.plugin.BrokenMethod;
import org.disentangle.runner.plugin.BrokenMetric;
import org.disentangle.runner.plugin.PluginFile;
import org.disentangle.runner.plugin.PluginJars;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.worker.RunListener;
import org.disentangle.runner.worker.Supervisor;
import org.disentangle.runner.worker.WorkerLauncher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plug-ins the whole way: from a jar through the command line and a worker into records and a board. */
@Timeout(300)
class PluginRunTest extends CommandTest {
    private static final String EXPERIMENT = """
            name: tiny
            data: {name: drawn-digits, train_pairs: 64, test_pairs: 32, train_digits: 40, test_digits: 20,
                   train_textures: 40, test_textures: 20}
            methods: [METHODS]
            seeds: [0]
            encoder: {name: conv, widths: [8, 16]}
            training: {steps: 3, batch: 16}
            scoring: {metrics: [METRICS]}
            device: cpu
            precision: fp32
            """;

    @AfterEach
    void nobodySaysWhereTheSuiteIs() {
        System.clearProperty(Catalogs.HOME);
    }

    private Path experiment(String methods, String metrics) throws IOException {
        return Files.writeString(
                folder.resolve("tiny.yaml"),
                EXPERIMENT.replace("METHODS", methods).replace("METRICS", metrics));
    }

    private Map<String, TrialRecord> records(Path out) {
        OutputFolder output = new OutputFolder(out);
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        for (Plan.PlannedTrial trial : output.plan().trials()) {
            RecordState state = output.record(trial.id());
            assertThat(state).as(trial.method()).isInstanceOf(RecordState.Present.class);
            records.put(trial.method(), ((RecordState.Present) state).record());
        }
        return records;
    }

    @Test
    void a_jar_is_listed_run_in_a_worker_and_named_by_record_and_board() throws IOException {
        Path jar = PluginJars.good(folder, "good-1.2.3.jar", "Good", "good");
        String sha256 = CanonicalJson.sha256(Files.readAllBytes(jar));

        assertThat(suite("list", "methods", "--plugin", jar)).isZero();
        assertThat(data.toString())
                .containsPattern("good +good-1\\.2\\.3\\.jar +Untrained")
                .containsPattern("simclr +built-in +SimCLR");
        assertThat(suite("describe", "good", "--plugin", jar)).isZero();
        assertThat(data.toString()).contains("From good-1.2.3.jar.", "width: 3");
        suite("doctor", "--plugin", jar);
        assertThat(data.toString()).contains("good-1.2.3.jar", "provides method good; version 1.2.3", sha256);

        Path out = folder.resolve("out");
        Path file = experiment("random, {name: good, width: 5}", "linear-probe");
        assertThat(suite("run", file, "--out", out, "--threads", 1, "--plugin", jar))
                .as(this::said)
                .isZero();

        Map<String, TrialRecord> records = records(out);
        assertThat(records.get("random").plugins()).isEmpty();
        assertThat(records.get("good").plugins())
                .containsExactly(new TrialRecord.Plugin("good-1.2.3.jar", "1.2.3", sha256, List.of("method good")));
        assertThat(Files.readString(out.resolve("board.md")))
                .contains("Made with plug-ins: good-1.2.3.jar 1.2.3 sha256 " + sha256.substring(0, 12) + ".");
    }

    /** As with ND4J's GPU build, whose gigabytes no test has. */
    @Test
    void a_cpu_that_the_engine_cannot_use_is_refused_before_any_work_with_the_words_of_doctor() throws IOException {
        Path jar = new PluginJars(folder)
                .classes("GpusAlone", """
                        package p;

                        import java.util.List;
                        import java.util.Map;
                        import org.disentangle.core.engine.*;

                        public class GpusAlone implements Engine {
                            public String name() {
                                return "gpus-alone";
                            }

                            public String summary() {
                                return "For tests";
                            }

                            public List<DeviceReport> devices() {
                                return List.of(
                                        new DeviceReport("cuda:0", true, "", Map.of()),
                                        new DeviceReport("cpu", false, "There is nothing for CPUs in it.", Map.of()));
                            }

                            public Session open(SessionOptions options) {
                                throw new AssertionError("not to be opened");
                            }
                        }
                        """)
                .provider(Engine.class, "p.GpusAlone")
                .write("gpus-alone.jar");
        Path out = folder.resolve("out");

        assertThat(suite(
                        "run",
                        experiment("random", "linear-probe"),
                        "--out",
                        out,
                        "--plugin",
                        jar,
                        "--engine",
                        "gpus-alone"))
                .isEqualTo(1);

        assertThat(said())
                .contains(
                        "suite: The device 'cpu' cannot be used: There is nothing for CPUs in it. 'suite doctor' says more.");
        assertThat(out).doesNotExist();
        suite("doctor", "--plugin", jar);
        assertThat(data.toString())
                .containsPattern("engine gpus-alone, device cpu\n +usable +no: There is nothing for CPUs in it\\.\n");
    }

    @Test
    void records_of_another_content_of_a_jar_are_kept_and_this_is_said_once_per_jar() throws IOException {
        Path jar = PluginJars.good(folder, "good.jar", "Good", "good");
        Path out = folder.resolve("out");
        Path file = experiment("random, {name: good, width: [4, 5]}", "linear-probe");
        assertThat(suite("run", file, "--out", out, "--threads", 1, "--plugin", jar))
                .as(this::said)
                .isZero();
        assertThat(said()).doesNotContain("another content");
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath("changed.txt"), "changed");
        }

        assertThat(suite("run", file, "--out", out, "--threads", 1, "--plugin", jar))
                .as(this::said)
                .isZero();

        assertThat(said())
                .containsOnlyOnce("2 records were made with another content of good.jar and are not run again;"
                        + " raise version() or use another --out.");
    }

    @Test
    void jars_of_the_suites_folder_are_found_and_a_broken_one_is_said_and_hides_nothing() throws IOException {
        System.setProperty(Catalogs.HOME, folder.toString());
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(PluginJars.good(folder, "good.jar", "Good", "good"), plugins.resolve("good.jar"));
        Files.writeString(plugins.resolve("broken.jar"), "not a jar");

        assertThat(suite("list", "methods", "--format", "json")).isZero();

        assertThat(said()).startsWith("suite: Plug-in broken.jar: is not a jar").hasLineCount(1);
        assertThat(JsonReader.read("", data.toString()).asMapping("it").list("methods"))
                .anySatisfy(method ->
                        assertThat(method.asMapping("it").text("from")).isEqualTo("good.jar"))
                .anySatisfy(method ->
                        assertThat(method.asMapping("it").text("from")).isEqualTo("built-in"));
        suite("doctor");
        assertThat(data.toString()).contains("problem with broken.jar", "good.jar", plugins.toString());
    }

    @Test
    void a_broken_jar_that_the_user_named_ends_the_command_with_1() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "not a jar");

        assertThat(suite("list", "--plugin", broken)).isEqualTo(1);

        assertThat(said()).startsWith("suite: Plug-in broken.jar: is not a jar").doesNotContain("\tat ");
        assertThat(data.toString()).isEmpty();
        assertThat(suite("plugin", "check", broken)).isEqualTo(1);
    }

    @Test
    void a_jar_that_changes_under_a_run_fails_the_trials_that_need_it_and_no_others() throws Exception {
        Path jar = PluginJars.good(folder, "good.jar", "Good", "good");
        Catalog catalog = Catalog.load(getClass().getClassLoader(), List.of(PluginFile.named(jar)));
        String yaml = Files.readString(experiment("good, random", "linear-probe"));
        Plan plan = Planner.plan(
                new ExperimentReader(catalog).read(YamlReader.read("tiny.yaml", yaml)), "libtorch", Precision.FP32);
        PluginJars.good(folder, "good.jar", "Good", "other");

        OutputFolder out = new OutputFolder(folder.resolve("out"));
        out.adopt(plan);
        Supervisor.Settings settings = new Supervisor.Settings(
                1, 1, folder, "cpu", Duration.ofSeconds(120), 3600, List.of(), Map.of("suite", "test"));
        new Supervisor(WorkerLauncher.standard(1, folder, catalog.plugins()), settings, out, RunListener.SILENT)
                .run(plan.trials());

        Map<String, TrialRecord> records = records(out.root());
        assertThat(records.get("random").status()).isEqualTo(TrialStatus.DONE);
        Failure failure = records.get("good").failure();
        assertThat(failure.cause()).isEqualTo(Failure.Cause.INPUT);
        assertThat(failure.message())
                .contains("Unknown method 'good'", "Plug-in good.jar: it has changed since the run began");
    }

    @Test
    void methods_that_fail_in_their_own_ways_cost_their_trials_and_no_others() throws IOException {
        Path jar = new PluginJars(folder)
                .provider(
                        Method.class,
                        BrokenMethod.InCheck.class.getName(),
                        BrokenMethod.InArchitecture.class.getName(),
                        BrokenMethod.Unlinked.class.getName(),
                        BrokenMethod.InStep.class.getName(),
                        BrokenMethod.NotFinite.class.getName(),
                        BrokenMethod.InCallback.class.getName())
                .write("broken-methods.jar");
        Path out = folder.resolve("out");
        Path file = experiment(
                "broken-check, broken-architecture, broken-link, broken-step, broken-loss, broken-callback, random,"
                        + " simclr",
                "linear-probe");

        assertThat(suite("run", file, "--out", out, "--threads", 1, "--plugin", jar))
                .as(this::said)
                .isEqualTo(2);

        Map<String, TrialRecord> records = records(out);
        expectFailure(records.get("broken-check"), Failure.Cause.ERROR, "setup", -1, "broken in check");
        expectFailure(records.get("broken-architecture"), Failure.Cause.ERROR, "setup", -1, "broken in architecture");
        expectFailure(records.get("broken-link"), Failure.Cause.ERROR, "setup", -1, "broken link");
        expectFailure(records.get("broken-step"), Failure.Cause.ERROR, "training", 0, "broken in a step");
        expectFailure(records.get("broken-callback"), Failure.Cause.ERROR, "training", 0, "broken in a callback");
        TrialRecord diverged = records.get("broken-loss");
        assertThat(diverged.status()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(diverged.failure().cause()).isEqualTo(Failure.Cause.NOT_FINITE);
        assertThat(diverged.plugins()).hasSize(1);
        assertThat(records.get("random").status()).isEqualTo(TrialStatus.DONE);
        assertThat(records.get("simclr").status()).isEqualTo(TrialStatus.DONE);
        assertThat(said()).contains("2 of 8 trials are done, 1 diverged, 5 failed.");
        assertThat(Files.readString(out.resolve("board.md")))
                .contains("broken in check", "broken in a step", "broken in a callback", "not-finite");
        assertThat(records.get("broken-check").failure().message())
                .matches("IllegalStateException: broken in check, at BrokenMethod\\.java:\\d+;"
                        + " trace: trials/[^/]+/failure\\.txt")
                .satisfies(message -> assertThat(out.resolve(message.substring(message.lastIndexOf(' ') + 1)))
                        .exists());
        assertThat(said()).contains("IllegalStateException: broken in check, at BrokenMethod.java:");
    }

    @Test
    void a_method_whose_objective_breaks_is_described_without_its_arrays() {
        Path jar = new PluginJars(folder)
                .provider(
                        Method.class,
                        BrokenMethod.Unlinked.class.getName(),
                        BrokenMethod.InArchitecture.class.getName())
                .write("broken-methods.jar");

        for (String method : List.of("broken-link", "broken-architecture")) {
            assertThat(suite("describe", method, "--plugin", jar))
                    .as(this::said)
                    .isZero();

            assertThat(data.toString())
                    .contains("From broken-methods.jar.", "rate: 1")
                    .doesNotContain("Arrays");
        }
    }

    @Test
    void an_objective_that_cannot_be_built_is_told_by_check_and_blamed_on_its_plug_in() throws IOException {
        Path jar = new PluginJars(folder)
                .provider(Method.class, BrokenMethod.InArchitecture.class.getName())
                .write("broken-methods.jar");
        Path batch = folder.resolve("batch.npz");
        try (OutputStream out = Files.newOutputStream(batch)) {
            NpzWriter.write(Map.of("r", NpyArray.of(List.of(2, 2, 1), 1f, 2f, 3f, 4f)), out);
        }

        assertThat(suite("plugin", "check", jar)).isEqualTo(1);
        assertThat(said())
                .containsPattern(
                        "Plug-in broken-methods\\.jar: the objective of 'broken-architecture' cannot be built with its"
                                + " default settings: IllegalStateException: broken in architecture, at BrokenMethod\\.java:\\d+");

        assertThat(suite("objective", "broken-architecture", batch, "--plugin", jar))
                .isEqualTo(1);
        assertThat(said())
                .containsPattern("Plug-in broken-methods\\.jar: .*broken in architecture, at BrokenMethod\\.java:\\d+")
                .doesNotContain("of the suite's own");
    }

    @Test
    void a_method_that_nobody_knows_may_be_in_a_plug_in() throws IOException {
        assertThat(suite("run", experiment("goood", "linear-probe"), "--out", folder.resolve("out")))
                .isEqualTo(1);

        assertThat(said().strip()).endsWith(" If it comes from a plug-in, give --plugin JAR.");
    }

    @Test
    void a_metric_that_fails_costs_the_trials_that_it_scores() throws IOException {
        Path jar = new PluginJars(folder)
                .provider(Metric.class, BrokenMetric.class.getName())
                .write("broken-metric.jar");
        Path out = folder.resolve("out");

        assertThat(suite(
                        "run",
                        experiment("random, simclr", "linear-probe, broken-metric"),
                        "--out",
                        out,
                        "--threads",
                        1,
                        "--plugin",
                        jar))
                .isEqualTo(2);

        records(out).values().forEach(record -> {
            expectFailure(record, Failure.Cause.ERROR, "scoring", -1, "broken in a metric");
            assertThat(record.scores()).isEmpty();
            assertThat(record.plugins().get(0).provides()).containsExactly("metric broken-metric");
        });
        assertThat(said()).contains("0 of 2 trials are done, 2 failed.");
    }

    private static void expectFailure(
            TrialRecord record, Failure.Cause cause, String phase, long step, String message) {
        assertThat(record.status()).isEqualTo(TrialStatus.FAILED);
        assertThat(record.failure().cause()).isEqualTo(cause);
        assertThat(record.failure().phase()).isEqualTo(phase);
        assertThat(record.failure().step()).isEqualTo(step);
        assertThat(record.failure().message()).contains(message);
        assertThat(record.plugins()).hasSize(1);
    }
}
