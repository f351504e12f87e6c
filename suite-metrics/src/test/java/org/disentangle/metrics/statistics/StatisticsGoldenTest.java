package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.statistics.PairedTest.Alternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against {@code scripts/golden/statistics_goldens.py}: SciPy 1.10 and NumPy 1.24. */
class StatisticsGoldenTest {
    private static final JsonNode GOLDEN = Examples.json("statistics.json");
    private static final Offset<Double> EXACT = within(1e-13);
    /** Distributions by series and inverted ones, of either library. */
    private static final Offset<Double> CLOSE = within(1e-9);

    private static Stream<JsonNode> cases(String name) {
        return StreamSupport.stream(GOLDEN.get(name).spliterator(), false);
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    private static double[][] rows(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToObj(i -> doubles(array.get(i)))
                .toArray(double[][]::new);
    }

    private static void assertEnds(Interval interval, JsonNode ends, Offset<Double> offset) {
        assertThat(interval.lower()).isCloseTo(ends.get(0).asDouble(), offset);
        assertThat(interval.upper()).isCloseTo(ends.get(1).asDouble(), offset);
    }

    static Stream<JsonNode> summaries() {
        return cases("summaries");
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void quantiles_are_numpys_and_the_interquartile_mean_is_scipys(JsonNode golden) {
        SeedStatistics statistics = SeedStatistics.of(doubles(golden.get("values")));
        double[] shares = doubles(golden.get("shares"));
        for (int i = 0; i < shares.length; i++) {
            assertThat(statistics.quantile(shares[i]))
                    .hasValueCloseTo(golden.get("quantiles").get(i).asDouble(), EXACT);
        }
        assertThat(statistics.interquartileMean())
                .hasValueCloseTo(golden.get("iqm").asDouble(), EXACT);
        assertThat(statistics.standardDeviation().isPresent())
                .isEqualTo(!golden.get("sd").isNull());
        if (statistics.n() > 1) {
            assertThat(statistics.standardDeviation())
                    .hasValueCloseTo(golden.get("sd").asDouble(), EXACT);
        }
        assertThat(statistics.interval(0.9).isPresent())
                .isEqualTo(!golden.get("interval").isNull());
        statistics.interval(0.9).ifPresent(interval -> assertEnds(interval, golden.get("interval"), within(1e-12)));
    }

    static Stream<JsonNode> paired() {
        return cases("paired");
    }

    @ParameterizedTest
    @MethodSource("paired")
    void paired_tests_are_scipys_and_all_flips_counted(JsonNode golden) {
        double[] differences = doubles(golden.get("differences"));
        Alternative alternative =
                switch (golden.get("alternative").asText()) {
                    case "greater" -> Alternative.GREATER;
                    case "less" -> Alternative.LESS;
                    default -> Alternative.TWO_SIDED;
                };
        PairedTest t = PairedTest.studentT(differences, alternative);
        assertThat(t.statistic()).hasValueCloseTo(golden.get("t").asDouble(), within(1e-11));
        assertThat(t.pValue()).hasValueCloseTo(golden.get("t_p").asDouble(), within(1e-12));
        PairedTest wilcoxon = PairedTest.wilcoxon(differences, alternative);
        assertThat(wilcoxon.pValue()).hasValueCloseTo(golden.get("wilcoxon_p").asDouble(), EXACT);
        assertThat(wilcoxon.exact()).isEqualTo(differences.length <= PairedTest.MOST_FOR_EXACT_RANKS);
        if (golden.has("sign_flip_p")) {
            PairedTest flips = PairedTest.signFlip(differences, alternative, new SeedStreams(1));
            assertThat(flips.exact()).isTrue();
            assertThat(flips.pValue()).hasValueCloseTo(golden.get("sign_flip_p").asDouble(), EXACT);
        }
    }

    @Test
    void holms_correction_goes_step_by_step() {
        JsonNode golden = GOLDEN.get("holm");
        assertThat(Holm.adjusted(doubles(golden.get("p")))).containsExactly(doubles(golden.get("adjusted")), EXACT);
    }

    static Stream<JsonNode> friedman() {
        return cases("friedman");
    }

    @ParameterizedTest
    @MethodSource("friedman")
    void friedmans_test_is_scipys_and_imans_f_follows(JsonNode golden) {
        double[][] scores = rows(golden.get("scores"));
        List<String> methods = IntStream.range(0, scores[0].length)
                .mapToObj(i -> "method " + i)
                .toList();
        FriedmanTest test = FriedmanTest.of(methods, scores);
        for (int i = 0; i < methods.size(); i++) {
            assertThat(test.averageRanks().get(methods.get(i)))
                    .isCloseTo(golden.get("ranks").get(i).asDouble(), EXACT);
        }
        assertThat(test.chiSquare()).isCloseTo(golden.get("chi_square").asDouble(), within(1e-11));
        assertThat(test.pValue()).isCloseTo(golden.get("p").asDouble(), within(1e-12));
        assertThat(test.f()).isCloseTo(golden.get("f").asDouble(), within(1e-11));
        assertThat(test.fPValue()).isCloseTo(golden.get("f_p").asDouble(), within(1e-12));
    }

    static Stream<JsonNode> ranges() {
        return cases("ranges");
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void studentized_ranges_are_scipys(JsonNode golden) {
        int k = golden.get("k").asInt();
        assertThat(StudentizedRange.quantile(golden.get("p").asDouble(), k))
                .isCloseTo(golden.get("q").asDouble(), CLOSE);
        assertThat(StudentizedRange.cumulativeProbability(golden.get("q").asDouble(), k))
                .isCloseTo(golden.get("p").asDouble(), CLOSE);
    }

    static Stream<JsonNode> powers() {
        return cases("powers");
    }

    @ParameterizedTest
    @MethodSource("powers")
    void power_is_the_integral_and_scipys_where_it_has_one(JsonNode golden) {
        double power = SeedsNeeded.power(
                golden.get("effect").asDouble(),
                golden.get("pairs").asInt(),
                golden.get("significance").asDouble());
        assertThat(power).isCloseTo(golden.get("power").asDouble(), CLOSE);
        if (!golden.get("scipy").isNull()) {
            assertThat(power).isCloseTo(golden.get("scipy").asDouble(), CLOSE);
        }
    }

    static Stream<JsonNode> plans() {
        return cases("plans");
    }

    @ParameterizedTest
    @MethodSource("plans")
    void as_many_pairs_are_planned_as_scipys_power_asks_for(JsonNode golden) {
        assertThat(SeedsNeeded.pairs(
                        golden.get("effect").asDouble(),
                        golden.get("significance").asDouble(),
                        golden.get("power").asDouble()))
                .hasValue(golden.get("pairs").asInt());
    }

    static Stream<JsonNode> proportions() {
        return cases("proportions");
    }

    @ParameterizedTest
    @MethodSource("proportions")
    void intervals_of_proportions_are_scipys(JsonNode golden) {
        Proportion proportion =
                new Proportion(golden.get("k").asInt(), golden.get("n").asInt());
        double level = golden.get("level").asDouble();
        assertEnds(proportion.clopperPearson(level), golden.get("exact"), within(1e-12));
        assertEnds(proportion.wilson(level), golden.get("wilson"), within(1e-12));
    }

    static Stream<JsonNode> improvement() {
        return cases("improvement");
    }

    @ParameterizedTest
    @MethodSource("improvement")
    void the_probability_of_improvement_is_mann_and_whitneys(JsonNode golden) {
        assertThat(ProbabilityOfImprovement.of(doubles(golden.get("x")), doubles(golden.get("y"))))
                .isCloseTo(golden.get("p").asDouble(), EXACT);
    }

    static Stream<JsonNode> aggregates() {
        return cases("aggregates");
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void aggregates_are_rliables(JsonNode golden) {
        double[][] scores = rows(golden.get("scores"));
        assertThat(Aggregate.mean().formula().of(scores))
                .isCloseTo(golden.get("mean").asDouble(), EXACT);
        assertThat(Aggregate.median().formula().of(scores))
                .isCloseTo(golden.get("median").asDouble(), EXACT);
        assertThat(Aggregate.interquartileMean().formula().of(scores))
                .isCloseTo(golden.get("iqm").asDouble(), EXACT);
        assertThat(Aggregate.optimalityGap(1).formula().of(scores))
                .isCloseTo(golden.get("gap").asDouble(), EXACT);
    }

    static Stream<JsonNode> bootstrap() {
        return cases("bootstrap");
    }

    /**
     * The end of an interval of N resamples lies off by a standard error of sqrt(p (1 - p) / N) / density, about 0.005 deviations here;
     * the levels are such that no end lies at a step between the few means that there are.
     */
    @ParameterizedTest
    @MethodSource("bootstrap")
    void drawn_resamples_come_near_to_all_resamples(JsonNode golden) {
        ScoreTable.Task task = new ScoreTable.Task("data", "metric", "z", "", Direction.HIGHER_IS_BETTER);
        double[] values = doubles(golden.get("values"));
        ScoreTable table = ScoreTable.of(IntStream.range(0, values.length)
                .mapToObj(seed -> ScoreTable.Run.of("one", task, seed, values[seed]))
                .toList());
        Estimate estimate = new Bootstrap(
                        new SeedStreams(3),
                        200_000,
                        golden.get("level").asDouble(),
                        Bootstrap.Unit.RUNS_WITHIN_TASKS,
                        2)
                .aggregates(table, Aggregate.mean())
                .get("one");
        Offset<Double> offset = within(0.05 * golden.get("sd").asDouble());
        Interval interval = estimate.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(golden.get("low").asDouble(), offset);
        assertThat(interval.upper()).isCloseTo(golden.get("high").asDouble(), offset);
    }

    static Stream<JsonNode> variances() {
        return cases("variances");
    }

    @ParameterizedTest
    @MethodSource("variances")
    void variances_and_their_shares_have_scipys_intervals(JsonNode golden) {
        VarianceShares shares =
                VarianceShares.of(doubles(golden.get("all")), Map.of("init", doubles(golden.get("one"))), 0.95);
        VarianceShares.Stream stream = shares.streams().get("init");
        assertThat(stream.variance().variance())
                .isCloseTo(golden.get("variance").asDouble(), EXACT);
        assertEnds(stream.interval().orElseThrow(), golden.get("interval"), CLOSE);
        assertThat(stream.share()).hasValueCloseTo(golden.get("share").asDouble(), EXACT);
        assertEnds(stream.shareInterval().orElseThrow(), golden.get("share_interval"), CLOSE);
        assertThat(shares.remainder()).hasValueCloseTo(1 - golden.get("share").asDouble(), EXACT);
    }

    static Stream<JsonNode> random_effects() {
        return cases("random_effects");
    }

    @ParameterizedTest
    @MethodSource("random_effects")
    void random_effects_are_those_of_the_analysis_of_variance(JsonNode golden) {
        RandomEffects effects = RandomEffects.of(rows(golden.get("groups")), 0.95);
        assertThat(effects.within().variance()).isCloseTo(golden.get("within").asDouble(), EXACT);
        assertThat(effects.betweenMeanSquare() / effects.within().variance())
                .isCloseTo(golden.get("ratio").asDouble(), within(1e-11));
        assertThat(effects.between()).isCloseTo(golden.get("between").asDouble(), EXACT);
        assertThat(effects.share()).hasValueCloseTo(golden.get("share").asDouble(), EXACT);
        assertThat(effects.shareInterval().isPresent()).isEqualTo(golden.has("share_interval"));
        effects.shareInterval().ifPresent(interval -> assertEnds(interval, golden.get("share_interval"), CLOSE));
    }
}
