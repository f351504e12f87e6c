package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.Method;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.methods.burns.OrthoPerm;
import org.disentangle.methods.burns.Simclr;
import org.disentangle.methods.burns.Untrained;
import org.disentangle.methods.invariance.AdaptiveWeight;
import org.disentangle.methods.invariance.MultiSpace;
import org.disentangle.methods.invariance.MultiSpaceOptions;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.store.StoreError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialExecutorTest {
    private static final Registry<Engine> ENGINES =
            Registry.load("engine", Engine.class, TrialExecutorTest.class.getClassLoader());

    @TempDir
    Path folder;

    private final TrialExecutor executor = new TrialExecutor(ENGINES);

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
    }

    @Test
    void a_trial_learns_scores_and_leaves_a_curve_and_no_checkpoint() throws IOException {
        TrialRecord record = executor.execute(job("a", spec(new Simclr(), 60, 1e-3)), new Watch());

        assertThat(record.failure()).isNull();
        assertThat(record.status()).isEqualTo(TrialStatus.DONE);
        assertThat(record.scores())
                .extracting(score -> score.block() + "/" + score.factor())
                .contains("r/PL", "r/CO", "r0/PL", "z/PL", "z1/CO");
        assertThat(record.costs().steps()).isEqualTo(60);
        assertThat(record.costs().viewsSeen()).isEqualTo(60 * 2 * 16);
        assertThat(record.proofs()).hasSize(1).allMatch(proof -> proof.before().equals(proof.after()));
        assertThat(Files.readAllLines(folder.resolve("a/curve.jsonl"))).hasSize(60);
        assertThat(folder.resolve("a/checkpoint.bin")).doesNotExist();
    }

    @Test
    void every_accuracy_can_be_counted_again_from_the_predictions_beside_the_record() throws IOException {
        TrialRecord record = executor.execute(job("a", spec(new Simclr(), 20, 1e-3)), new Watch());

        TrialRecord.Predictions kept = Objects.requireNonNull(record.predictions());
        byte[] bytes = Files.readAllBytes(folder.resolve("a").resolve(kept.file()));
        assertThat(CanonicalJson.sha256(bytes)).isEqualTo(kept.sha256());
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(kept.lines()).hasSize(record.scores().size() + 2);
        for (Score score : record.scores()) {
            int[] labels = numbers(lines, "\"factor\":\"" + score.factor() + "\",\"labels\":");
            int[] predicted = numbers(
                    lines,
                    "\"block\":\"" + score.block() + "\",\"factor\":\"" + score.factor()
                            + "\",\"metric\":\"linear-probe\",\"predicted\":");
            long right = IntStream.range(0, labels.length)
                    .filter(row -> labels[row] == predicted[row])
                    .count();
            assertThat((double) right / labels.length).isEqualTo(score.value());
            assertThat(labels).hasSize(score.n());
        }
    }

    private static int[] numbers(List<String> lines, String start) {
        String line = lines.stream()
                .filter(candidate -> candidate.startsWith("{" + start))
                .findFirst()
                .orElseThrow();
        String list = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
        return Stream.of(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void the_same_trial_gives_the_same_bits() throws IOException {
        TrialSpec spec = spec(new OrthoPerm(), 25, 1e-3);

        TrialRecord first = executor.execute(job("a", spec), new Watch());
        TrialRecord second = new TrialExecutor(ENGINES).execute(job("b", spec), new Watch());

        sameResults(first, second);
    }

    @Test
    void images_fetched_row_by_row_give_the_bits_of_images_uploaded_whole() throws IOException {
        OrthoPerm method = new OrthoPerm();
        TrialSpec uploaded = spec(method, 25, 1e-3);
        TrialSpec fetched = spec(new StreamedPairs(new TinyPairs()), method, method.defaults(), 25, 1e-3);

        sameResults(
                executor.execute(job("a", uploaded), new Watch()),
                new TrialExecutor(ENGINES).execute(job("b", fetched), new Watch()));
    }

    @Test
    void another_seed_gives_other_weights() {
        TrialRecord first = executor.execute(job("a", spec(new Simclr(), 3, 1e-3)), new Watch());
        TrialRecord second = executor.execute(job("b", withSeed(spec(new Simclr(), 3, 1e-3), 2)), new Watch());

        assertThat(digest(first)).isNotEqualTo(digest(second));
    }

    @Test
    void a_trial_stopped_anywhere_and_taken_up_again_equals_one_that_was_not() throws IOException {
        TrialSpec spec = spec(new OrthoPerm(), 25, 1e-3);
        TrialRecord whole = executor.execute(job("a", spec), new Watch());

        for (long stop : new long[] {1, 7, 19}) {
            assertThatThrownBy(() -> executor.execute(job("b", spec), new Watch(stop)))
                    .isInstanceOf(TrialInterruptedException.class);
        }
        TrialRecord resumed = executor.execute(job("b", spec), new Watch());

        sameResults(whole, resumed);
        assertThat(resumed.costs().resumedAtSteps()).containsExactly(1L, 7L, 19L);
    }

    @Test
    void adapted_lambdas_go_on_where_they_were_and_their_course_is_kept_with_the_record() throws IOException {
        TrialSpec spec = spec(new MultiSpace(), adaptive(), 25);
        TrialRecord whole = executor.execute(job("a", spec), new Watch());

        for (long stop : new long[] {3, 11}) {
            assertThatThrownBy(() -> executor.execute(job("b", spec), new Watch(stop)))
                    .isInstanceOf(TrialInterruptedException.class);
        }
        TrialRecord resumed = executor.execute(job("b", spec), new Watch());

        sameResults(whole, resumed);
        assertThat(resumed.figures()).isEqualTo(whole.figures()).containsOnlyKeys("lambda_content", "lambda_color");
        assertThat(whole.figures().get("lambda_content")).isNotEqualTo(1.0);
        TrialRecord.Attachment curve = whole.attachments().get(0);
        byte[] bytes = Files.readAllBytes(folder.resolve("a").resolve(curve.file()));
        assertThat(CanonicalJson.sha256(bytes)).isEqualTo(curve.sha256());
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("lambda_color");
        assertThat(whole.model().parts()).containsEntry("z", List.of("content", "style/color"));
    }

    private static MultiSpaceOptions adaptive() {
        MultiSpaceOptions defaults = MultiSpaceOptions.DEFAULT;
        return new MultiSpaceOptions(
                List.of("color"),
                defaults.pairs(),
                defaults.form(),
                defaults.temperature(),
                true,
                true,
                false,
                new AdaptiveWeight(1, 0.5, 0.01, 4, true),
                defaults.contentViews(),
                true,
                25,
                1,
                8,
                List.of(),
                List.of(0),
                true);
    }

    @Test
    void between_steps_a_method_sees_all_training_groups_and_what_it_found_is_kept_and_scored() throws IOException {
        TrialSpec spec = spec(new Sorting(), new Sorting.Options(), 7);
        TrialRecord whole = executor.execute(job("a", spec), new Watch());

        assertThat(whole.failure()).isNull();
        assertThat(whole.figures()).containsEntry("looks", 3.0);
        assertThat(whole.attachments())
                .extracting(TrialRecord.Attachment::file)
                .containsExactly("curve.jsonl", "assignments.jsonl", "views.png", "map.jsonl");
        BufferedImage views = ImageIO.read(folder.resolve("a/views.png").toFile());
        assertThat(views.getWidth()).as("four groups and the gaps between them").isEqualTo(4 * 8 + 5 * 2);
        assertThat(views.getHeight()).as("two views").isEqualTo(2 * 8 + 3 * 2);
        String kept = Files.readString(folder.resolve("a/assignments.jsonl"));
        assertThat(kept.lines()).hasSize(1);
        int[] cells = numbers(List.of(kept.strip()), "\"cells\":");
        assertThat(cells).hasSize(48).contains(0, 1).doesNotContain(2);

        assertThatThrownBy(() -> executor.execute(job("b", spec), new Watch(4)))
                .isInstanceOf(TrialInterruptedException.class);
        sameResults(whole, executor.execute(job("b", spec), new Watch()));
        assertThat(Files.readString(folder.resolve("b/assignments.jsonl"))).isEqualTo(kept);
    }

    @Test
    void what_a_method_sees_between_steps_is_the_same_when_images_are_fetched_row_by_row_in_several_portions()
            throws IOException {
        TinyPairs many = new TinyPairs(600);
        Sorting method = new Sorting();

        TrialRecord uploaded = executor.execute(job("a", spec(many, method, method.defaults(), 2, 1e-3)), new Watch());
        TrialRecord fetched = executor.execute(
                job("b", spec(new StreamedPairs(many), method, method.defaults(), 2, 1e-3)), new Watch());

        sameResults(uploaded, fetched);
        String kept = Files.readString(folder.resolve("a/assignments.jsonl"));
        assertThat(numbers(List.of(kept.strip()), "\"cells\":")).hasSize(600).contains(0, 1);
        assertThat(Files.readString(folder.resolve("b/assignments.jsonl"))).isEqualTo(kept);
    }

    @Test
    void what_was_trained_is_not_trained_again_when_scoring_fails() throws IOException {
        TrialSpec spec = spec(new Simclr(), 12, 1e-3);
        TrialRecord whole = executor.execute(job("a", spec), new Watch());
        Registry<Engine> leaking = Registry.of("engine", List.of(new LeakingEngine(ENGINES.get("libtorch"))));
        TrialJob kept = TinyTrials.job(folder.resolve("b"), spec, "cpu", 0);
        assertThat(new TrialExecutor(leaking).execute(kept, new Watch()).status())
                .isEqualTo(TrialStatus.FAILED);

        TrialRecord again = executor.execute(kept, new Watch());

        sameResults(whole, again);
        assertThat(again.costs().resumedAtSteps()).containsExactly(12L);
    }

    @Test
    void a_damaged_checkpoint_costs_time_but_no_number() throws IOException {
        TrialSpec spec = spec(new Simclr(), 12, 1e-3);
        TrialRecord whole = executor.execute(job("a", spec), new Watch());
        assertThatThrownBy(() -> executor.execute(job("b", spec), new Watch(5)))
                .isInstanceOf(TrialInterruptedException.class);
        byte[] bytes = Files.readAllBytes(folder.resolve("b/checkpoint.bin"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("b/checkpoint.bin"), bytes);

        TrialRecord restarted = executor.execute(job("b", spec), new Watch());

        sameResults(whole, restarted);
        assertThat(restarted.costs().resumedAtSteps()).isEmpty();
    }

    @Test
    void a_loss_that_stops_being_finite_is_recorded_with_its_step_and_scores_nothing() {
        TrialRecord record = executor.execute(job("a", spec(new Simclr(), 50, 1e30)), new Watch());

        assertThat(record.status()).isEqualTo(TrialStatus.DIVERGED);
        Failure failure = Objects.requireNonNull(record.failure());
        assertThat(failure.cause()).isEqualTo(Failure.Cause.NOT_FINITE);
        assertThat(failure.phase()).isEqualTo("training");
        assertThat(failure.step()).isBetween(1L, 49L);
        assertThat(failure.details()).containsKey("last_finite_loss");
        assertThat(record.scores()).isEmpty();
    }

    @Test
    void codes_that_are_not_finite_count_as_divergence_and_not_as_a_mistake_of_the_user() {
        TrialRecord record = executor.execute(job("a", spec(new Simclr(), 1, 1e30)), new Watch());

        assertThat(record.status()).as(() -> String.valueOf(record.failure())).isEqualTo(TrialStatus.DIVERGED);
        Failure failure = Objects.requireNonNull(record.failure());
        assertThat(failure.cause()).isEqualTo(Failure.Cause.NOT_FINITE);
        assertThat(failure.phase()).isEqualTo("scoring");
        assertThat(record.scores()).isEmpty();
    }

    @Test
    void a_folder_that_takes_no_more_files_is_the_runs_matter_and_fails_no_trial() throws IOException {
        Files.createDirectories(folder.resolve("a/curve.jsonl"));

        assertThatThrownBy(() -> executor.execute(job("a", spec(new Simclr(), 3, 1e-3)), new Watch()))
                .isInstanceOf(StoreError.class)
                .hasMessageContaining(folder.resolve("a").toString())
                .hasMessageContaining("start the same command again");
    }

    @Test
    void a_trial_that_succeeds_leaves_no_trace_of_an_earlier_failure() throws IOException {
        Path stale = Files.createDirectories(folder.resolve("a")).resolve("failure.txt");
        Files.writeString(stale, "an earlier try");

        assertThat(executor.execute(job("a", spec(new Untrained(), 0, 1e-3)), new Watch())
                        .status())
                .isEqualTo(TrialStatus.DONE);

        assertThat(stale).doesNotExist();
    }

    @Test
    void an_untrained_encoder_is_scored_as_it_was_initialised() {
        TrialRecord record = executor.execute(job("a", spec(new Untrained(), 60, 1e-3)), new Watch());

        assertThat(record.status()).isEqualTo(TrialStatus.DONE);
        assertThat(record.costs().steps()).isZero();
        assertThat(record.scores()).isNotEmpty();
    }

    @Test
    void a_metric_that_changes_the_model_fails_the_trial() {
        Registry<Engine> leaking = Registry.of("engine", List.of(new LeakingEngine(ENGINES.get("libtorch"))));

        TrialRecord record = new TrialExecutor(leaking).execute(job("a", spec(new Simclr(), 2, 1e-3)), new Watch());

        assertThat(record.status()).isEqualTo(TrialStatus.FAILED);
        assertThat(Objects.requireNonNull(record.failure()).cause()).isEqualTo(Failure.Cause.ENCODER_CHANGED);
        assertThat(record.failure().message()).contains("linear-probe");
        assertThat(record.scores()).isEmpty();
    }

    @Test
    void an_unknown_device_is_the_users_mistake_and_keeps_no_trace() {
        TrialSpec spec = spec(new Simclr(), 2, 1e-3);
        TrialRecord record = executor.execute(TinyTrials.job(folder.resolve("a"), spec, "cuda:77", 60), new Watch());

        assertThat(record.status()).isEqualTo(TrialStatus.FAILED);
        assertThat(Objects.requireNonNull(record.failure()).cause()).isEqualTo(Failure.Cause.INPUT);
        assertThat(record.failure().message()).contains("cuda:77").contains("cpu");
        assertThat(folder.resolve("a/failure.txt")).doesNotExist();
    }

    private void sameResults(TrialRecord first, TrialRecord second) throws IOException {
        assertThat(first.failure()).isNull();
        assertThat(second.scores()).isEqualTo(first.scores());
        assertThat(digest(second)).isEqualTo(digest(first));
        assertThat(Files.readString(folder.resolve("b/curve.jsonl")))
                .isEqualTo(Files.readString(folder.resolve("a/curve.jsonl")));
    }

    private static String digest(TrialRecord record) {
        return Objects.requireNonNull(record.model()).parametersDigest();
    }

    private TrialJob job(String name, TrialSpec spec) {
        return TinyTrials.job(folder, name, spec);
    }

    private static <O extends Record> TrialSpec spec(Method<O> method, int steps, double learningRate) {
        return spec(method, method.defaults(), steps, learningRate);
    }

    private static <O extends Record> TrialSpec spec(Method<O> method, O options, int steps) {
        return spec(method, options, steps, 1e-3);
    }

    private static <O extends Record> TrialSpec spec(Method<O> method, O options, int steps, double learningRate) {
        return spec(new TinyPairs(), method, options, steps, learningRate);
    }

    private static <O extends Record> TrialSpec spec(
            DataSetFamily<TinyPairs.Options> data, Method<O> method, O options, int steps, double learningRate) {
        LinearProbe probe = new LinearProbe();
        return TinyTrials.spec(
                data,
                new ConfiguredMethod<>(method, options),
                new ConfiguredMetric<>(probe, probe.defaults()),
                steps,
                learningRate);
    }

    private static TrialSpec withSeed(TrialSpec spec, long seed) {
        return new TrialSpec(
                spec.method(),
                spec.data(),
                spec.encoder(),
                spec.training(),
                spec.scoring(),
                seed,
                spec.streams(),
                spec.engine(),
                spec.precision());
    }
}
