package org.disentangle.deeplearning4j.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.metrics.regression.KernelR2;
import org.disentangle.metrics.regression.LinearR2;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class MlpR2Test {
    private static final MlpOptions SMALL = new MlpOptions(List.of(64, 64), 200, 20, 0.003, 64, 0.1, 4096);
    private final RecordedFindings findings = new RecordedFindings();

    private List<Score> scores(KnownCodes codes) {
        return new MlpR2().score(SMALL, codes.input(2, findings));
    }

    private double value(KnownCodes codes) {
        List<Score> scores = scores(codes);
        assertThat(scores).hasSize(1);
        return scores.get(0).value();
    }

    private static <O extends Record> double value(Metric<O> metric, KnownCodes codes) {
        return metric.score(metric.defaults(), codes.input(2, Findings.NONE))
                .get(0)
                .value();
    }

    @Test
    void a_linear_target_is_read_whole() {
        KnownCodes codes =
                new KnownCodes(2000, 1000, 5).with("sum", code -> new float[] {code[0] - 2 * code[1] + 0.5f * code[4]});
        assertThat(value(codes)).isGreaterThan(0.995).isLessThanOrEqualTo(1);
    }

    @Test
    void a_product_and_a_sine_that_no_line_reads_are_read_about_as_well_as_by_a_kernel() {
        List<KnownCodes> bent = List.of(
                new KnownCodes(2000, 1000, 3).with("product", code -> new float[] {code[0] * code[1]}),
                new KnownCodes(2000, 1000, 3).with("sine", code -> new float[] {(float) Math.sin(2 * code[0])}));
        for (KnownCodes codes : bent) {
            double found = value(codes);
            assertThat(value(new LinearR2(), codes)).isLessThan(0.2);
            assertThat(found).isGreaterThan(0.9).isCloseTo(value(new KernelR2(), codes), within(0.05));
        }
    }

    @Test
    void codes_that_know_nothing_give_about_nothing() {
        Codes other = KnownCodes.gaussian(3000, 1, 3);
        int[] next = {0};
        KnownCodes codes =
                new KnownCodes(2000, 1000, 5).with("other", code -> new float[] {other.values()[next[0]++ % 3000]});
        assertThat(value(codes)).isBetween(-0.2, 0.02);
    }

    @Test
    void a_factor_of_several_numbers_has_their_mean() {
        KnownCodes codes = new KnownCodes(1500, 1000, 4)
                .with("pair", code -> new float[] {code[0], 1000 * code[1] + 5})
                .with("first", code -> new float[] {code[0]});
        assertThat(scores(codes)).hasSize(2).allSatisfy(score -> {
            assertThat(score.value()).isGreaterThan(0.99);
            assertThat(score.n()).isEqualTo(1000);
            assertThat(score.details())
                    .containsEntry("points", 1500.0)
                    .containsKeys("epochs", "best_epoch", "held_out_loss", "train", "converged");
        });
    }

    @Test
    void a_score_does_not_hang_on_which_others_are_asked_for() {
        KnownCodes one = new KnownCodes(300, 100, 3).with("square", code -> new float[] {code[0] * code[0]});
        KnownCodes two = new KnownCodes(300, 100, 3)
                .with("other", code -> new float[] {code[1]})
                .with("square", code -> new float[] {code[0] * code[0]});
        assertThat(scores(two)).contains(scores(one).get(0));
        assertThat(new MlpInformativeness()
                        .score(SMALL, one.input(1, findings))
                        .get(0)
                        .value())
                .isEqualTo(value(one));
    }

    @Test
    void the_same_bits_come_twice_and_with_other_threads_inside_nd4j() {
        KnownCodes codes = new KnownCodes(1000, 300, 40)
                .with("norm", code -> new float[] {code[0] * code[0] + code[1]})
                .with("sine", code -> new float[] {(float) Math.sin(code[2])});
        List<Score> first = new MlpR2().score(SMALL, codes.input(1, findings));
        int before = Nd4j.getEnvironment().maxMasterThreads();
        try {
            for (int threads : new int[] {1, 2, 3}) {
                Nd4j.getEnvironment().setMaxThreads(threads);
                Nd4j.getEnvironment().setMaxMasterThreads(threads);
                assertThat(new MlpR2().score(SMALL, codes.input(threads, findings)))
                        .isEqualTo(first);
            }
        } finally {
            Nd4j.getEnvironment().setMaxThreads(before);
            Nd4j.getEnvironment().setMaxMasterThreads(before);
        }
    }

    @Test
    void nothing_of_nd4j_that_others_see_is_changed() {
        KnownCodes codes = new KnownCodes(200, 50, 3).with("first", code -> new float[] {code[0]});
        DataType type = Nd4j.dataType();
        Nd4j.getRandom().setSeed(5);
        double expected = Nd4j.getRandom().nextDouble();
        Nd4j.getRandom().setSeed(5);
        int threads = Nd4j.getEnvironment().maxThreads();
        int master = Nd4j.getEnvironment().maxMasterThreads();
        scores(codes);
        assertThat(Nd4j.dataType()).isEqualTo(type);
        assertThat(Nd4j.getRandom().nextDouble()).isEqualTo(expected);
        assertThat(Nd4j.getEnvironment().maxThreads()).isEqualTo(threads);
        assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(master);
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .allSatisfy(workspace -> assertThat(workspace.isScopeActive()).isFalse());
    }

    @Test
    void another_default_type_of_nd4j_changes_no_bit() {
        KnownCodes codes = new KnownCodes(200, 50, 3).with("first", code -> new float[] {code[0]});
        List<Score> first = scores(codes);
        DataType type = Nd4j.dataType();
        try {
            Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
            assertThat(scores(codes)).isEqualTo(first);
        } finally {
            Nd4j.setDefaultDataTypes(type, type);
        }
    }

    @Test
    void what_has_no_score_has_a_reason() {
        KnownCodes constant = new KnownCodes(100, 50, 2).with("still", code -> new float[] {3});
        assertThat(scores(constant)).isEmpty();
        KnownCodes single = new KnownCodes(1, 50, 2).with("first", code -> new float[] {code[0]});
        assertThat(scores(single)).isEmpty();
        KnownCodes untested = new KnownCodes(50, 0, 2).with("first", code -> new float[] {code[0]});
        assertThat(scores(untested)).isEmpty();
        KnownCodes still = new KnownCodes(KnownCodes.gaussian(50, 2, 1), new Codes("z", new float[20], 10, 2))
                .with("first", code -> new float[] {code[0]});
        assertThat(scores(still)).isEmpty();
        assertThat(findings.undefined())
                .extracting(undefined -> undefined.reason())
                .containsExactly(
                        "the factor is constant in training",
                        "1 training rows; early stopping needs at least 2",
                        "there are no test rows",
                        "the factor is constant among the test rows");
    }

    @Test
    void codes_that_never_vary_predict_about_the_mean() {
        Codes constant = new Codes("z", new float[800], 400, 2);
        int[] next = {0};
        KnownCodes codes =
                new KnownCodes(constant, constant).with("ramp", code -> new float[] {next[0]++ % 400 + 1e6f});
        assertThat(value(codes)).isCloseTo(0, within(0.02));
    }

    @Test
    void training_that_runs_out_of_epochs_says_so() {
        KnownCodes codes = new KnownCodes(500, 100, 3).with("first", code -> new float[] {code[0]});
        MlpOptions hasty = new MlpOptions(List.of(16), 1, 10, 0.001, 200, 0.1, 4096);
        assertThat(new MlpR2().score(hasty, codes.input(1, findings)).get(0).details())
                .containsEntry("converged", 0.0)
                .containsEntry("epochs", 1.0);
    }

    @Test
    void a_rate_that_blows_up_leaves_no_score_and_says_that_training_diverged() {
        KnownCodes codes = new KnownCodes(500, 100, 3).with("first", code -> new float[] {code[0]});
        MlpOptions wild = new MlpOptions(List.of(64, 64), 50, 10, 1e30, 50, 0.1, 4096);
        assertThat(new MlpR2().score(wild, codes.input(1, findings))).isEmpty();
        assertThat(findings.undefined()).singleElement().satisfies(undefined -> {
            assertThat(undefined.factor()).isEqualTo("first");
            assertThat(undefined.reason()).startsWith("training of the network diverged: after epoch 1 the loss");
        });
    }

    @Test
    void a_rate_that_makes_everything_worse_without_blowing_up_says_that_nothing_converged() {
        KnownCodes codes = new KnownCodes(500, 100, 3).with("first", code -> new float[] {code[0]});
        MlpOptions wild = new MlpOptions(List.of(64, 64), 50, 10, 100, 50, 0.1, 4096);
        assertThat(new MlpR2().score(wild, codes.input(1, findings)).get(0).details())
                .containsEntry("best_epoch", 0.0)
                .containsEntry("converged", 0.0);
    }

    @Test
    void fewer_points_are_drawn_where_there_are_more() {
        KnownCodes codes = new KnownCodes(500, 100, 3).with("first", code -> new float[] {code[0]});
        MlpOptions few = new MlpOptions(List.of(16), 5, 5, 0.001, 200, 0.1, 100);
        assertThat(new MlpR2().score(few, codes.input(1, findings)).get(0).details())
                .containsEntry("points", 100.0);
    }

    @Test
    void codes_and_factors_that_are_not_finite_are_refused() {
        Codes broken = KnownCodes.gaussian(20, 2, 1);
        broken.values()[5] = Float.NaN;
        KnownCodes codes = new KnownCodes(broken, KnownCodes.gaussian(20, 2, 2)).with("still", code -> new float[] {1});
        assertThatThrownBy(() -> scores(codes)).isInstanceOf(UserError.class).hasMessageContaining("training row 2");
        KnownCodes factors = new KnownCodes(20, 20, 2).with("odd", code -> new float[] {Float.POSITIVE_INFINITY});
        assertThatThrownBy(() -> scores(factors)).isInstanceOf(UserError.class).hasMessageContaining("'odd'");
    }

    @Test
    void settings_that_mean_nothing_are_refused_with_their_name() {
        assertThatThrownBy(() -> new MlpOptions(List.of(), 1, 1, 1, 1, 0.1, 10)).hasMessageContaining("'hidden'");
        assertThatThrownBy(() -> new MlpOptions(List.of(0), 1, 1, 1, 1, 0.1, 10))
                .hasMessageContaining("'hidden'");
        assertThatThrownBy(() -> new MlpOptions(List.of(1), 0, 1, 1, 1, 0.1, 10))
                .hasMessageContaining("'epochs'");
        assertThatThrownBy(() -> new MlpOptions(List.of(1), 1, 0, 1, 1, 0.1, 10))
                .hasMessageContaining("'patience'");
        assertThatThrownBy(() -> new MlpOptions(List.of(1), 1, 1, 0, 1, 0.1, 10))
                .hasMessageContaining("'rate'");
        assertThatThrownBy(() -> new MlpOptions(List.of(1), 1, 1, 1, 0, 0.1, 10))
                .hasMessageContaining("'batch'");
        assertThatThrownBy(() -> new MlpOptions(List.of(1), 1, 1, 1, 1, 0.6, 10))
                .hasMessageContaining("'held_out'");
        assertThatThrownBy(() -> new MlpOptions(List.of(1), 1, 1, 1, 1, 0.1, 1)).hasMessageContaining("'points'");
    }
}
