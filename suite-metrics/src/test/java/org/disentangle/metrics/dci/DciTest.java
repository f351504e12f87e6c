package org.disentangle.metrics.dci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.tree.BoostingOptions;
import org.junit.jupiter.api.Test;

class DciTest {
    private static final DciGbtOptions QUICK =
            new DciGbtOptions(Completeness.WEIGHTED, 64, 10_000, new BoostingOptions(20, 0.2, 3));

    private static List<Score> gbt(FactorExamples examples) {
        return new DciGbt().score(QUICK, examples.input());
    }

    private static double value(List<Score> scores, String metric, String factor) {
        return score(scores, metric, factor).value();
    }

    private static Score score(List<Score> scores, String metric, String factor) {
        return scores.stream()
                .filter(score -> score.block().equals("z")
                        && score.metric().equals(metric)
                        && score.factor().equals(factor))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + metric + " " + factor + " among " + scores));
    }

    private static FactorExamples tenByTen() {
        FactorExamples examples = new FactorExamples();
        for (int factor = 0; factor < 10; factor++) {
            examples.categorical("f" + factor, 10);
        }
        return examples.about(1_000, 300, 0);
    }

    private static Codes shuffled(Codes codes, long seed) {
        return codes.select(SeedStreams.permutation(codes.rows(), Examples.random(seed)));
    }

    @Test
    void factors_themselves_as_codes_score_above_nine_tenths() {
        List<Score> scores = gbt(tenByTen());
        assertThat(value(scores, "dci-gbt/disentanglement", "")).isGreaterThan(0.9);
        assertThat(value(scores, "dci-gbt/completeness", "")).isGreaterThan(0.9);
        assertThat(value(scores, "dci-gbt/completeness", "f3")).isGreaterThan(0.9);
        assertThat(value(scores, "dci-gbt/informativeness", "")).isEqualTo(1);
        assertThat(value(scores, "dci-gbt/informativeness", "f9")).isEqualTo(1);
    }

    @Test
    void codes_of_other_rows_score_below_two_tenths() {
        FactorExamples examples = tenByTen();
        examples.codes(shuffled(examples.whole(true), 1), shuffled(examples.whole(false), 2));
        List<Score> scores = gbt(examples);
        assertThat(value(scores, "dci-gbt/disentanglement", "")).isLessThan(0.2);
        assertThat(value(scores, "dci-gbt/completeness", "")).isLessThan(0.2);
        assertThat(value(scores, "dci-gbt/informativeness", "")).isLessThan(0.2);
    }

    @Test
    void numbers_are_regressed_on_with_each_number_a_column_and_the_factor_their_mean() {
        FactorExamples examples = new FactorExamples()
                .continuous("place", 2)
                .continuous("size", 1)
                .about(500, 200, 0.01);
        List<Score> scores = gbt(examples);
        assertThat(value(scores, "dci-gbt/disentanglement", "")).isGreaterThan(0.9);
        double explained = value(scores, "dci-gbt/informativeness", "size");
        assertThat(explained).isGreaterThan(0.95);
        assertThat(value(scores, "dci-gbt/nrmse", "size")).isCloseTo(Math.sqrt(1 - explained), within(1e-12));
        assertThat(value(scores, "dci-gbt/nrmse", "")).isLessThan(0.3);
        assertThat(examples.matrices()).singleElement().satisfies(matrix -> {
            assertThat(matrix.columns()).containsExactly("place[0]", "place[1]", "size");
            assertThat(matrix.rows()).containsExactly("0", "1", "2");
        });
    }

    @Test
    void accuracies_and_shares_of_variance_are_not_averaged() {
        FactorExamples examples = new FactorExamples()
                .categorical("shape", 3)
                .continuous("size", 1)
                .about(200, 100, 0.1);
        assertThat(gbt(examples))
                .filteredOn(score -> score.metric().equals("dci-gbt/informativeness"))
                .extracting(Score::factor)
                .containsExactly("shape", "size");
        assertThat(examples.undefined())
                .extracting(Undefined::reason)
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("no common mean");
    }

    @Test
    void a_single_factor_has_no_disentanglement_and_a_single_dimension_no_completeness() {
        FactorExamples examples = new FactorExamples().categorical("shape", 3).about(100, 50, 0.1);
        assertThat(gbt(examples)).extracting(Score::metric).containsOnly("dci-gbt/informativeness");
        assertThat(examples.undefined())
                .extracting(Undefined::metric, Undefined::reason)
                .containsExactly(
                        tuple("dci-gbt/disentanglement", "a single factor: the entropy over factors has base 1"),
                        tuple("dci-gbt/completeness", "a single code dimension: the entropy over them has base 1"));
    }

    @Test
    void constant_factors_are_left_out_and_said_so() {
        FactorExamples examples = new FactorExamples()
                .categorical("shape", 3)
                .categorical("nothing", 1)
                .categorical("tone", 2)
                .about(100, 50, 0.1);
        List<Score> scores = gbt(examples);
        assertThat(score(scores, "dci-gbt/disentanglement", "").details()).containsEntry("factors", 2.0);
        assertThat(scores).extracting(Score::factor).doesNotContain("nothing");
        assertThat(examples.undefined())
                .allSatisfy(undefined -> assertThat(undefined.factor()).isEqualTo("nothing"))
                .hasSize(2);
        FactorExamples none = new FactorExamples().categorical("nothing", 1).about(100, 50, 0.1);
        assertThat(gbt(none)).isEmpty();
        assertThat(none.undefined()).hasSize(5);
    }

    @Test
    void a_block_counts_as_one_code() {
        FactorExamples examples = new FactorExamples()
                .categorical("a", 3)
                .categorical("b", 3)
                .categorical("c", 3)
                .about(300, 100, 0.1)
                .parts(1, 2);
        List<Score> scores = gbt(examples);
        // The second part holds b and c evenly: entropy of (1/2, 1/2) to the base 3, two thirds of the weight.
        assertThat(value(scores, "dci-gbt/block-disentanglement", ""))
                .isCloseTo(1 - 2.0 / 3 * Math.log(2) / Math.log(3), within(0.05));
        assertThat(value(scores, "dci-gbt/block-completeness", "")).isGreaterThan(0.9);
        assertThat(value(scores, "dci-gbt/block-completeness", "b")).isGreaterThan(0.9);
        assertThat(examples.matrices())
                .filteredOn(matrix -> matrix.name().equals("block importance"))
                .singleElement()
                .satisfies(matrix -> assertThat(matrix.rows()).containsExactly("z0", "z1"));
    }

    @Test
    void parts_that_are_not_the_whole_have_no_block_scores() {
        FactorExamples examples = new FactorExamples()
                .categorical("a", 3)
                .categorical("b", 3)
                .categorical("c", 3)
                .about(100, 50, 0.1)
                .parts(1, 1);
        assertThat(gbt(examples))
                .extracting(Score::metric)
                .doesNotContain("dci-gbt/block-disentanglement", "dci-gbt/block-completeness");
        assertThat(examples.undefined())
                .extracting(Undefined::metric)
                .contains("dci-gbt/block-disentanglement", "dci-gbt/block-completeness");
    }

    @Test
    void a_wide_block_is_scored_by_its_principal_components_and_says_so() {
        FactorExamples examples = new FactorExamples().categorical("a", 3).categorical("b", 2);
        examples.about(300, 100, 0.1).parts(1, 1);
        DciGbtOptions narrow = new DciGbtOptions(Completeness.WEIGHTED, 1, 10_000, BoostingOptions.DEFAULT);
        List<Score> scores = new DciGbt().score(narrow, examples.input());
        assertThat(score(scores, "dci-gbt/disentanglement", "").details())
                .containsEntry("principal_components", 2.0)
                .containsEntry("dimensions", 2.0);
        assertThat(examples.matrices().get(0).rows()).containsExactly("pc0", "pc1");
        assertThat(examples.undefined())
                .filteredOn(undefined -> undefined.metric().equals("dci-gbt/block-completeness"))
                .singleElement()
                .satisfies(undefined -> assertThat(undefined.reason()).contains("widest"));
    }

    @Test
    void of_more_training_rows_than_wanted_some_are_drawn() {
        FactorExamples examples =
                new FactorExamples().categorical("a", 3).categorical("b", 2).about(300, 100, 0.9);
        DciGbtOptions few = new DciGbtOptions(Completeness.WEIGHTED, 64, 50, BoostingOptions.DEFAULT);
        List<Score> scores = new DciGbt().score(few, examples.input());
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.n()).isEqualTo(100);
            assertThat(score.details()).containsEntry("train_rows", 50.0);
        });
        assertThat(new DciGbt().score(few, examples.seed(5).input())).isNotEqualTo(scores);
    }

    @Test
    void dead_codes_score_zero() {
        FactorExamples examples =
                new FactorExamples().categorical("a", 3).categorical("b", 2).about(100, 50, 0.1);
        examples.codes(new Codes("z", new float[200], 100, 2), new Codes("z", new float[100], 50, 2));
        for (List<Score> scores : List.of(
                gbt(examples),
                new DciLasso().score(DciLassoOptions.DEFAULT, examples.input()),
                new DciForest().score(DciForestOptions.DEFAULT, examples.input()))) {
            assertThat(scores)
                    .filteredOn(score -> score.metric().endsWith("disentanglement")
                            || score.metric().endsWith("completeness"))
                    .hasSize(4)
                    .allSatisfy(score -> assertThat(score.value()).isZero());
        }
    }

    @Test
    void options_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> new DciGbtOptions(Completeness.PLAIN, 0, 10, BoostingOptions.DEFAULT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'widest'");
        assertThatThrownBy(() -> new DciLassoOptions(Completeness.PLAIN, -1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'alpha'");
    }
}
