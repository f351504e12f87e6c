package org.disentangle.metrics.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.probe.LogisticRegression;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoteTest {
    private static final FactorVaeOptions FEW_VOTES = new FactorVaeOptions(0, 64, 2000, 2000, 20);
    private static final BetaVaeOptions FEW_POINTS = new BetaVaeOptions(64, 1000, 1000, 1, 20);

    private final RecordedFindings findings = new RecordedFindings();

    private ScoringInput input(int[][] columns, int values, float[] codes) {
        Map<String, int[]> labels = new LinkedHashMap<>();
        List<Factor> factors = new ArrayList<>();
        for (int k = 0; k < columns.length; k++) {
            labels.put("f" + k, columns[k]);
            factors.add(new Factor(
                    "f" + k,
                    "f" + k,
                    IntStream.range(0, values).mapToObj(Integer::toString).toList()));
        }
        int rows = columns[0].length;
        Map<String, Codes> blocks = Map.of("z", new Codes("z", codes, rows, codes.length / rows));
        return new ScoringInput(
                blocks, blocks, factors, labels, labels, Map.of(), List.of(), new SeedStreams(0), 2, findings);
    }

    private static int[][] labels(int factors, int rows, int values) {
        return IntStream.range(0, factors)
                .mapToObj(k -> Examples.labels(rows, values, k))
                .toArray(int[][]::new);
    }

    /** Each factor's label in a column of its own, scaled. */
    private static float[] identity(int[][] columns, float scale) {
        float[] codes = new float[columns.length * columns[0].length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = scale * columns[i % columns.length][i / columns.length];
        }
        return codes;
    }

    @AfterEach
    void labels_are_not_predicted() {
        assertThat(findings.predictions()).isEmpty();
        assertThat(findings.matrices())
                .allSatisfy(matrix -> assertThat(matrix.name()).isEqualTo("votes"));
    }

    @Test
    void the_identity_is_voted_for_without_fail() {
        int[][] columns = labels(4, 2000, 5);
        ScoringInput input = input(columns, 5, identity(columns, 1));
        assertThat(new FactorVae().score(FEW_VOTES, input))
                .extracting(Score::value)
                .containsExactly(1.0);
        assertThat(new BetaVae().score(FEW_POINTS, input))
                .extracting(Score::value)
                .containsExactly(1.0);
    }

    @Test
    void noise_is_near_guessing() {
        int[][] columns = labels(4, 4000, 5);
        ScoringInput input = input(columns, 5, Examples.noise("z", 4000, 6, 1).values());
        // 2,000 votes among 4 factors: the standard deviation is 0.01, and the rows are the same in training.
        assertThat(new FactorVae().score(FEW_VOTES, input).get(0).value()).isCloseTo(0.25, within(0.1));
        assertThat(new BetaVae().score(FEW_POINTS, input).get(0).value()).isCloseTo(0.25, within(0.1));
    }

    @Test
    void the_votes_do_not_ask_for_the_scale_but_the_threshold_does() {
        int[][] columns = labels(3, 1000, 4);
        ScoringInput small = input(columns, 4, identity(columns, 1e-3f));
        assertThat(new FactorVae().score(FEW_VOTES, small).get(0).value()).isEqualTo(1);
        Score reference = new FactorVae()
                .score(new FactorVaeOptions(0.05, 64, 2000, 2000, 20), small)
                .get(0);
        assertThat(reference.value()).isZero();
        assertThat(reference.details()).containsEntry("active", 0.0);
    }

    @Test
    void dead_dimensions_do_not_vote() {
        int[][] columns = labels(2, 1000, 4);
        float[] codes = new float[3000];
        for (int row = 0; row < 1000; row++) {
            codes[3 * row] = 0.1f;
            codes[3 * row + 1] = columns[0][row];
            codes[3 * row + 2] = columns[1][row];
        }
        Score score = new FactorVae().score(FEW_VOTES, input(columns, 4, codes)).get(0);
        assertThat(score.value()).isEqualTo(1);
        assertThat(score.details()).containsEntry("active", 2.0);
    }

    @Test
    void a_single_factor_is_undefined() {
        int[][] one = labels(1, 500, 4);
        ScoringInput input = input(one, 4, identity(one, 1));
        assertThat(new FactorVae().score(FEW_VOTES, input)).isEmpty();
        assertThat(new BetaVae().score(FEW_POINTS, input)).isEmpty();
        assertThat(findings.undefined()).extracting(Undefined::metric).containsExactly("factor-vae", "beta-vae");
    }

    @Test
    void values_with_few_rows_are_not_drawn_and_counted() {
        int[][] columns = labels(2, 600, 3);
        int[] rare = columns[0].clone();
        for (int row = 0; row < 5; row++) {
            rare[row] = 3;
        }
        ScoringInput input = input(new int[][] {rare, columns[1]}, 4, identity(columns, 1));
        assertThat(new FactorVae().score(FEW_VOTES, input).get(0).details()).containsEntry("values_left_out", 2.0);
        int[][] scattered = labels(2, 600, 500);
        assertThat(new FactorVae().score(FEW_VOTES, input(scattered, 500, identity(scattered, 1))))
                .isEmpty();
        assertThat(findings.undefined()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("fewer than two factors"));
    }

    @Test
    void pairs_that_no_code_tells_apart_do_not_hang_on_where_the_fit_stops() {
        int[][] columns = labels(4, 1500, 4);
        float[] codes = Examples.noise("z", 1500, 2, 5).values();
        for (int row = 0; row < 1500; row++) {
            codes[2 * row] = columns[0][row];
        }
        ScoringInput input = input(columns, 4, codes);
        BlockCodes block = BlockCodes.of(input).get(0);
        ValueIndex.Splits index = ValueIndex.of(input, 20);
        try (Shards threads = new Shards(2)) {
            // A gradient of 1e-6 is too rough for these.
            for (int seed : new int[] {5, 8, 22}) {
                ValueIndex.Draws train = index.train().pairs(10_000, 64, Examples.random(seed));
                ValueIndex.Draws test = index.test().pairs(5000, 64, Examples.random(100 + seed));
                Codes fitted = BetaVae.differences(block.train(), train, threads);
                double l2 = LogisticRegression.penalty(1, 10_000, 4);
                int[] optimum = new LogisticRegression(l2, 1e-11, 10_000)
                        .fit(
                                fitted,
                                new ClassLabels("", train.columns(), 4),
                                Standardization.centered(fitted),
                                false,
                                threads)
                        .model()
                        .predict(BetaVae.differences(block.test(), test, threads), "test", threads);
                assertThat(BetaVae.told(block, 4, 1, train, test, threads).test())
                        .as("seed %s", seed)
                        .isEqualTo(new ClassLabels("", test.columns(), 4).accuracy(optimum));
            }
        }
    }

    @Test
    void pairs_share_a_value_and_are_of_different_rows() {
        int[][] columns = labels(2, 300, 3);
        ValueIndex index =
                ValueIndex.of(input(columns, 3, identity(columns, 1)), 20).train();
        ValueIndex.Draws draws = index.pairs(200, 8, Examples.random(1));
        for (int i = 0; i < draws.rows().length; i += 2) {
            int[] column = columns[draws.columns()[i / 16]];
            assertThat(draws.rows()[i]).isNotEqualTo(draws.rows()[i + 1]);
            assertThat(column[draws.rows()[i]]).isEqualTo(column[draws.rows()[i + 1]]);
        }
        ValueIndex.Draws batches = index.batches(200, 8, Examples.random(1));
        for (int i = 0; i < batches.rows().length; i++) {
            int[] column = columns[batches.columns()[i / 8]];
            assertThat(column[batches.rows()[i]]).isEqualTo(column[batches.rows()[i / 8 * 8]]);
        }
    }
}
