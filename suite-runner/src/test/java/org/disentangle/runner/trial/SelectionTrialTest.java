package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.core.training.Selection;
import org.disentangle.methods.burns.Simclr;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTrialTest {
    private static final Registry<Engine> ENGINES =
            Registry.load("engine", Engine.class, SelectionTrialTest.class.getClassLoader());
    /** Large enough for training to spoil the encoder again. */
    private static final double RATE = 0.05;

    @TempDir
    Path folder;

    private final TrialExecutor executor = new TrialExecutor(ENGINES);

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
    }

    @Test
    void what_is_scored_are_the_parameters_of_the_best_look_and_the_record_says_which() throws IOException {
        TrialRecord whole = execute("a", spec(new TinyPairs(), 40, 3));

        assertThat(whole.failure()).isNull();
        TrialRecord.Selection selection = whole.selection();
        assertThat(selection.step())
                .as("somewhere in the middle, or this test proves nothing")
                .isBetween(3L, 39L);
        assertThat(selection.looks()).isEqualTo(14);
        assertThat(selection.heldOutGroups()).isEqualTo(16);
        TrialRecord.Attachment kept = whole.attachments().stream()
                .filter(each -> each.file().equals("validation.jsonl"))
                .findFirst()
                .orElseThrow();
        String looks = Files.readString(folder.resolve("a").resolve(kept.file()));
        assertThat(CanonicalJson.sha256(looks.getBytes(StandardCharsets.UTF_8))).isEqualTo(kept.sha256());
        assertThat(looks.lines()).hasSize(14);
        assertThat(looks.lines().mapToDouble(SelectionTrialTest::score).max()).hasValue(selection.score());
        assertThat(looks.lines()
                        .filter(line -> score(line) == selection.score())
                        .findFirst()
                        .orElseThrow())
                .as("of equal ones the earliest")
                .contains("\"step\":" + selection.step());

        TrialRecord upToThere = execute("b", spec(new TinyPairs(), (int) selection.step(), 1000));

        assertThat(upToThere.model().parametersDigest()).isEqualTo(whole.model().parametersDigest());
        assertThat(upToThere.scores()).isEqualTo(whole.scores());
    }

    private static double score(String line) {
        String rest = line.substring(line.indexOf("\"score\":") + "\"score\":".length());
        return Double.parseDouble(rest.substring(0, rest.indexOf(',')));
    }

    @Test
    void a_trial_stopped_before_and_after_its_best_look_chooses_the_same() throws IOException {
        TrialSpec spec = spec(new TinyPairs(), 40, 3);
        TrialRecord whole = execute("a", spec);

        for (long stop : new long[] {2, whole.selection().step() + 1, 38}) {
            assertThatThrownBy(() -> executor.execute(TinyTrials.job(folder, "b", spec), new Watch(stop)))
                    .isInstanceOf(TrialInterruptedException.class);
        }
        TrialRecord resumed = execute("b", spec);

        assertThat(resumed.selection()).isEqualTo(whole.selection());
        assertThat(resumed.scores()).isEqualTo(whole.scores());
        assertThat(resumed.model().parametersDigest()).isEqualTo(whole.model().parametersDigest());
        assertThat(folder.resolve("b/validation.jsonl")).hasSameTextualContentAs(folder.resolve("a/validation.jsonl"));
    }

    @Test
    void other_test_data_change_the_scores_and_not_the_choice() {
        TrialRecord one = execute("a", spec(new TinyPairs(), 20, 2));
        TrialRecord other = execute("b", spec(new TinyPairs().withTestSeed(99), 20, 2));

        assertThat(other.selection()).isEqualTo(one.selection());
        assertThat(other.model().parametersDigest()).isEqualTo(one.model().parametersDigest());
        assertThat(other.scores()).isNotEqualTo(one.scores());
    }

    @Test
    void held_out_groups_are_in_no_step_and_in_no_partition() {
        TrialRecord record = execute(
                "a",
                with(
                        TinyTrials.spec(
                                new TinyPairs(),
                                new ConfiguredMethod<>(new Sorting(), new Sorting.Options()),
                                probe(),
                                6,
                                1e-3),
                        new Selection.BestValidation(3, 16, 0, "linear-probe", "r")));

        assertThat(record.failure()).isNull();
        assertThat(record.figures())
                .as("epochs of two steps: 32 groups in batches of 16")
                .containsEntry("looks", 3.0);
    }

    @Test
    void a_block_without_scores_fails_the_trial_with_the_way_out() {
        TrialRecord record = execute(
                "a", with(spec(new TinyPairs(), 4, 2), new Selection.BestValidation(2, 16, 0, "linear-probe", "z9")));

        assertThat(record.failure().message())
                .contains("linear-probe")
                .contains("'z9'")
                .contains("Name another");
    }

    @Test
    void the_usual_choice_is_no_part_of_a_trials_identity_and_another_one_is() {
        TrialSpec last = TinyTrials.spec(
                new TinyPairs(), new ConfiguredMethod<>(new Simclr(), new Simclr().defaults()), probe(), 4, 1e-3);

        assertThat(TrialSpecs.plain(last).get("training"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .doesNotContainKey("selection");
        assertThat(TrialSpecs.id(with(last, Selection.BestValidation.DEFAULT))).isNotEqualTo(TrialSpecs.id(last));
    }

    private TrialRecord execute(String name, TrialSpec spec) {
        return executor.execute(TinyTrials.job(folder, name, spec), new Watch());
    }

    private static TrialSpec spec(DataSetFamily<TinyPairs.Options> data, int steps, int every) {
        TrialSpec last = TinyTrials.spec(
                data, new ConfiguredMethod<>(new Simclr(), new Simclr().defaults()), probe(), steps, RATE);
        return with(last, new Selection.BestValidation(every, 16, 0, "linear-probe", "r"));
    }

    private static ConfiguredMetric<?> probe() {
        LinearProbe probe = new LinearProbe();
        return new ConfiguredMetric<>(probe, probe.defaults());
    }

    private static TrialSpec with(TrialSpec spec, Selection selection) {
        return new TrialSpec(
                spec.method(),
                spec.data(),
                spec.encoder(),
                spec.training().with(selection),
                spec.scoring(),
                spec.seed(),
                spec.streams(),
                spec.engine(),
                spec.precision());
    }
}
