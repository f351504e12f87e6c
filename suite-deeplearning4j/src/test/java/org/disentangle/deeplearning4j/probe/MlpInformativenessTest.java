package org.disentangle.deeplearning4j.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.Undefined;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.Test;

class MlpInformativenessTest {
    private final RecordedFindings findings = new RecordedFindings();

    private List<Score> scores(KnownCodes codes) {
        return new MlpInformativeness()
                .score(new MlpOptions(List.of(64, 64), 200, 10, 0.003, 64, 0.1, 4096), codes.input(2, findings));
    }

    private static int quadrant(float[] code) {
        return code[0] * code[1] > 0 ? 1 : 0;
    }

    @Test
    void classes_that_no_line_parts_are_read() {
        KnownCodes codes = new KnownCodes(2000, 1000, 3).with("quadrant", 2, MlpInformativenessTest::quadrant);
        assertThat(new LinearProbe()
                        .score(new LinearProbe().defaults(), codes.input(2, findings))
                        .get(0)
                        .value())
                .isLessThan(0.6);
        assertThat(scores(codes)).hasSize(2).allSatisfy(score -> assertThat(score.value())
                .isGreaterThan(0.93));
    }

    @Test
    void factors_of_one_kind_have_a_mean_and_each_its_own_score() {
        KnownCodes codes = new KnownCodes(500, 200, 3)
                .with("quadrant", 2, MlpInformativenessTest::quadrant)
                .with("sign", 3, code -> code[0] > 0 ? 2 : 0);
        List<Score> scores = scores(codes);
        assertThat(scores).extracting(Score::factor).containsExactly("quadrant", "sign", "");
        assertThat(scores.get(2).value())
                .isEqualTo((scores.get(0).value() + scores.get(1).value()) / 2);
        assertThat(scores.get(2).details()).containsEntry("factors", 2.0);
        assertThat(findings.predictions()).hasSize(2).allSatisfy(labels -> assertThat(labels)
                .hasSize(200));
        assertThat(findings.predictions().get(1)).containsOnly(0, 2);
    }

    @Test
    void classes_and_numbers_have_no_common_mean() {
        KnownCodes codes = new KnownCodes(300, 100, 3)
                .with("sign", 2, code -> code[0] > 0 ? 1 : 0)
                .with("first", code -> new float[] {code[0]});
        assertThat(scores(codes)).extracting(Score::factor).containsExactly("sign", "first");
        assertThat(findings.undefined()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("no common mean"));
    }

    @Test
    void the_mean_says_how_many_factors_it_is_of_and_which_one_it_lacks() {
        KnownCodes codes = new KnownCodes(300, 100, 3)
                .with("sign", 2, code -> code[0] > 0 ? 1 : 0)
                .with("still", 2, code -> 1);
        List<Score> scores = scores(codes);
        assertThat(scores).extracting(Score::factor).containsExactly("sign", "");
        assertThat(scores.get(1).details()).containsEntry("factors", 1.0);
        assertThat(findings.undefined())
                .extracting(Undefined::factor, Undefined::reason)
                .containsExactly(tuple("still", "the factor is constant in training"));
    }

    @Test
    void where_no_factor_has_a_score_the_mean_has_a_reason_too() {
        assertThat(scores(new KnownCodes(300, 100, 3).with("still", 2, code -> 1)))
                .isEmpty();
        assertThat(findings.undefined())
                .extracting(Undefined::factor, Undefined::reason)
                .containsExactly(
                        tuple("still", "the factor is constant in training"), tuple("", "no factor has a score"));
    }

    @Test
    void where_a_network_diverges_neither_its_factor_nor_the_mean_has_a_score_and_nothing_is_predicted() {
        KnownCodes codes = new KnownCodes(300, 100, 3)
                .with("first", code -> new float[] {code[0]})
                .with("second", code -> new float[] {code[1]});
        MlpOptions wild = new MlpOptions(List.of(64, 64), 50, 10, 1e30, 50, 0.1, 4096);
        assertThat(new MlpInformativeness().score(wild, codes.input(1, findings)))
                .isEmpty();
        assertThat(findings.undefined()).hasSize(3);
        assertThat(findings.undefined().get(2).factor()).isEmpty();
        assertThat(findings.undefined().get(2).reason()).startsWith("the network for 'first' failed");
        KnownCodes classes = new KnownCodes(300, 100, 3).with("sign", 2, code -> code[0] > 0 ? 1 : 0);
        assertThat(new MlpInformativeness().score(wild, classes.input(1, findings)))
                .isEmpty();
        assertThat(findings.predictions()).isEmpty();
        assertThat(findings.undefined().get(3).reason()).startsWith("training of the network diverged");
    }

    @Test
    void a_class_that_training_never_shows_is_never_predicted_and_counts_as_wrong() {
        KnownCodes codes = new KnownCodes(KnownCodes.gaussian(300, 2, 1), KnownCodes.gaussian(100, 2, 2))
                .with("sign", 2, code -> code[0] > 0 ? 1 : 0);
        KnownCodes shifted = new KnownCodes(KnownCodes.gaussian(300, 2, 1), KnownCodes.gaussian(100, 2, 2));
        int[] row = {0};
        shifted.with("sign", 3, code -> row[0]++ < 300 ? (code[0] > 0 ? 1 : 0) : 2);
        assertThat(scores(codes).get(0).value()).isGreaterThan(0.9);
        assertThat(scores(shifted).get(0).value()).isZero();
    }
}
