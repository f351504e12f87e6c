package org.disentangle.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.plugin.Plugins;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SupervisorTest {
    private static final long HEAP = 64L << 20;
    private static final Pattern TRIAL_OF_PROCESS = Pattern.compile("trial (\\d+) of its process");

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    private OutputFolder out() {
        return new OutputFolder(folder.resolve("out"));
    }

    private static List<PlannedTrial> trials(long... seeds) {
        StringBuilder list = new StringBuilder();
        for (long seed : seeds) {
            list.append(list.isEmpty() ? "" : ", ").append(seed);
        }
        return Fixtures.plan("{name: x, data: drawn-digits, methods: simclr, seeds: [" + list + "]}")
                .trials();
    }

    private Supervisor supervisor(int workers, Duration timeout, RunListener listener) {
        return new Supervisor(
                new WorkerLauncher(FakeWorker.class.getName(), HEAP, folder, Plugins.NONE),
                new Supervisor.Settings(workers, 1, folder, "cpu", timeout, 60, List.of(), Map.of("suite", "test")),
                out(),
                listener);
    }

    private TrialRecord record(PlannedTrial trial) {
        assertThat(out().record(trial.id())).isInstanceOf(RecordState.Present.class);
        return ((RecordState.Present) out().record(trial.id())).record();
    }

    private final RunListener listener = new RunListener() {
        @Override
        public void finished(int worker, PlannedTrial trial, TrialRecord record) {
            seen.add(trial.seed() + " " + record.status());
        }

        @Override
        public void interrupted(int worker, PlannedTrial trial) {
            seen.add(trial.seed() + " interrupted");
        }
    };

    @Test
    void a_crash_an_exit_and_a_lack_of_memory_cost_their_trial_alone() throws InterruptedException {
        List<PlannedTrial> trials = trials(
                0,
                FakeWorker.CRASH,
                1,
                FakeWorker.EXIT,
                FakeWorker.OUT_OF_JAVA_MEMORY,
                FakeWorker.DIVERGE,
                FakeWorker.FAIL,
                2);

        boolean complete = supervisor(2, Duration.ofSeconds(60), listener).run(trials);

        assertThat(complete).isTrue();
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "0 DONE",
                        "101 FAILED",
                        "1 DONE",
                        "104 FAILED",
                        "103 FAILED",
                        "105 DIVERGED",
                        "106 FAILED",
                        "2 DONE");
        Failure crash = record(trials.get(1)).failure();
        assertThat(crash.cause()).isEqualTo(Failure.Cause.CRASH);
        assertThat(crash.phase()).isEqualTo("training");
        assertThat(crash.step()).isEqualTo(7);
        assertThat(crash.message()).isEqualTo("The worker died: the process ended by SIGSEGV");
        assertThat(crash.details().get("last_lines")).contains("about to crash");
        assertThat(out().trial(trials.get(1).id()).resolve("worker.log"))
                .content()
                .contains("a library prints to standard output", "about to crash");
        assertThat(record(trials.get(3)).failure().message()).contains("exit code 9");
        assertThat(record(trials.get(4)).failure().cause()).isEqualTo(Failure.Cause.OUT_OF_MEMORY);
        assertThat(record(trials.get(5)).status()).isEqualTo(TrialStatus.DIVERGED);
    }

    @Test
    void a_trial_that_loses_its_device_is_recorded_with_the_reason_and_a_fresh_worker_takes_the_next()
            throws InterruptedException {
        List<PlannedTrial> trials = trials(0, FakeWorker.LOSE_DEVICE, 1, 2);

        boolean complete = supervisor(1, Duration.ofSeconds(60), listener).run(trials);

        assertThat(complete).isTrue();
        assertThat(seen).containsExactly("0 DONE", "109 FAILED", "1 DONE", "2 DONE");
        Failure lost = record(trials.get(1)).failure();
        assertThat(lost.cause()).isEqualTo(Failure.Cause.DEVICE_LOST);
        assertThat(lost.message()).isEqualTo("The GPU is lost to this process: CUDA error 700");
        assertThat(trials).extracting(this::placeInItsProcess).containsExactly(1, 2, 1, 2);
    }

    @Test
    void after_an_ordinary_failure_the_worker_goes_on() throws InterruptedException {
        List<PlannedTrial> trials = trials(FakeWorker.FAIL, FakeWorker.DIVERGE, FakeWorker.OUT_OF_DEVICE_MEMORY, 0);

        supervisor(1, Duration.ofSeconds(60), listener).run(trials);

        assertThat(seen).containsExactly("106 FAILED", "105 DIVERGED", "110 FAILED", "0 DONE");
        assertThat(trials).extracting(this::placeInItsProcess).containsExactly(1, 2, 3, 4);
    }

    @Test
    void all_that_a_trial_prints_is_in_its_own_log_however_late_it_is_read() throws InterruptedException, IOException {
        List<PlannedTrial> trials = trials(FakeWorker.TALKATIVE, 0);

        supervisor(1, Duration.ofSeconds(60), listener).run(trials);

        assertThat(seen).containsExactly("111 DONE", "0 DONE");
        assertThat(Files.readAllLines(out().trial(trials.get(0).id()).resolve("worker.log")))
                .endsWith("word " + FakeWorker.WORDS, "and no end of the line");
        assertThat(Files.readAllLines(out().trial(trials.get(1).id()).resolve("worker.log")))
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("word "));
    }

    /** From 1. */
    private int placeInItsProcess(PlannedTrial trial) {
        try (Stream<String> lines = Files.lines(out().trial(trial.id()).resolve("worker.log"))) {
            return lines.map(TRIAL_OF_PROCESS::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_worker_that_has_lost_its_device_ends_by_itself() throws IOException, InterruptedException {
        Process worker = start(FakeWorker.LOSE_DEVICE);

        assertThat(worker.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

        assertThat(worker.exitValue()).isZero();
    }

    @Test
    void a_trial_without_a_sign_of_life_is_killed_and_its_stacks_are_kept() throws InterruptedException, IOException {
        List<PlannedTrial> trials = trials(FakeWorker.HANG, 0);

        supervisor(1, Duration.ofSeconds(10), listener).run(trials);

        Failure hang = record(trials.get(0)).failure();
        assertThat(hang.cause()).isEqualTo(Failure.Cause.HANG);
        assertThat(hang.step()).isEqualTo(7);
        assertThat(hang.message()).startsWith("No sign of life for 10 s (--trial-timeout)");
        assertThat(Files.readString(out().trial(trials.get(0).id()).resolve("worker.log")))
                .contains("FakeWorker.sleep");
        assertThat(record(trials.get(1)).status()).isEqualTo(TrialStatus.DONE);
    }

    @Test
    void a_long_computation_in_scoring_is_no_hang() throws InterruptedException {
        List<PlannedTrial> trials = trials(FakeWorker.BUSY_SCORING);

        supervisor(1, Duration.ofSeconds(5), listener).run(trials);

        assertThat(seen).containsExactly("108 DONE");
    }

    @Test
    void a_stop_lets_the_trial_in_hand_end_in_good_order_and_starts_no_other() throws InterruptedException {
        List<PlannedTrial> trials = trials(FakeWorker.SLOW, 0);
        AtomicReference<Supervisor> running = new AtomicReference<>();
        RunListener stopAtTheFirstStep = new RunListener() {
            @Override
            public void step(int worker, PlannedTrial trial, WorkerEvent.Step step) {
                running.get().stop();
            }

            @Override
            public void interrupted(int worker, PlannedTrial trial) {
                seen.add(trial.seed() + " interrupted");
            }
        };
        running.set(supervisor(1, Duration.ofSeconds(60), stopAtTheFirstStep));

        boolean complete = running.get().run(trials);

        assertThat(complete).isFalse();
        assertThat(seen).containsExactly("107 interrupted");
        assertThat(trials)
                .allSatisfy(trial -> assertThat(out().record(trial.id())).isInstanceOf(RecordState.Missing.class));
    }

    @Test
    void workers_that_do_not_start_end_the_run_with_their_last_words() {
        Supervisor supervisor = new Supervisor(
                new WorkerLauncher("no.such.Main", HEAP, folder, Plugins.NONE),
                new Supervisor.Settings(1, 1, folder, "cpu", Duration.ofSeconds(60), 60, List.of(), Map.of()),
                out(),
                listener);

        assertThatThrownBy(() -> supervisor.run(trials(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no.such.Main");
        assertThat(seen).isEmpty();
    }

    @Test
    void a_worker_ends_when_its_runner_is_gone() throws IOException, InterruptedException {
        Process worker = start(FakeWorker.SLOW);
        assertThat(worker.inputReader().readLine()).contains("ready");
        assertThat(worker.isAlive()).isTrue();

        worker.getOutputStream().close();

        assertThat(worker.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    /** A worker with one trial to do. */
    private Process start(long seed) throws IOException {
        Process worker = new WorkerLauncher(FakeWorker.class.getName(), HEAP, folder, Plugins.NONE).start();
        PlannedTrial trial = trials(seed).get(0);
        worker.getOutputStream()
                .write((new WorkerCommand.RunTrial(
                                                trial.id(),
                                                trial.spec(),
                                                out().root(),
                                                folder,
                                                "cpu",
                                                1,
                                                60,
                                                List.of(),
                                                Map.of())
                                        .encode()
                                + "\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        worker.getOutputStream().flush();
        return worker;
    }

    @Test
    void a_plan_runs_the_same_way_whatever_the_number_of_workers() throws InterruptedException {
        Plan plan = Fixtures.plan();

        supervisor(3, Duration.ofSeconds(60), listener).run(plan.trials());

        assertThat(plan.trials())
                .allSatisfy(trial -> assertThat(record(trial).status()).isEqualTo(TrialStatus.DONE));
    }
}
