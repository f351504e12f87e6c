package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.statistics.Bootstrap.Unit;
import org.disentangle.metrics.statistics.ScoreTable.Run;
import org.disentangle.metrics.statistics.ScoreTable.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootstrapTest {
    private static final Bootstrap WITHIN = bootstrap(Unit.RUNS_WITHIN_TASKS, 2);
    private static final Bootstrap SEEDS = bootstrap(Unit.SEEDS, 2);

    private static Bootstrap bootstrap(Unit unit, int threads) {
        return new Bootstrap(new SeedStreams(11), 3000, 0.9, unit, threads);
    }

    private static Task task(String name) {
        return new Task(name, "linear-probe", "z", "", Direction.HIGHER_IS_BETTER);
    }

    /** Methods a, b, c, ... on tasks 0, 1, ...; method m is better by m / 10. */
    private static List<Run> runs(int methods, int tasks, int seeds) {
        UniformRandomProvider random = Examples.random(21);
        List<Run> runs = new ArrayList<>();
        for (int method = 0; method < methods; method++) {
            for (int task = 0; task < tasks; task++) {
                for (int seed = 0; seed < seeds; seed++) {
                    runs.add(Run.of(
                            Character.toString('a' + method),
                            task("task " + task),
                            seed,
                            random.nextDouble() + method / 10.0));
                }
            }
        }
        return runs;
    }

    private static List<Object> everything(Bootstrap bootstrap, ScoreTable table) {
        return List.of(
                bootstrap.aggregates(table, Aggregate.mean()).get("b"),
                bootstrap.aggregates(table, Aggregate.median()).get("b"),
                bootstrap.aggregates(table, Aggregate.interquartileMean()).get("b"),
                bootstrap.aggregates(table, Aggregate.optimalityGap(1)).get("b"),
                bootstrap.difference(table, "a", "b", Aggregate.mean()),
                bootstrap.pairedDifference(table, "a", "b", Aggregate.mean()),
                bootstrap.probabilityOfImprovement(table, "b", "a"),
                bootstrap.profile(table, "b", 0.2, 0.5, 0.8),
                bootstrap.ranks(table, Aggregate.mean()).get("b"));
    }

    @ParameterizedTest
    @EnumSource
    void neither_threads_nor_the_order_of_runs_change_a_bit(Unit unit) {
        List<Run> runs = runs(3, 4, 6);
        List<Object> expected = everything(bootstrap(unit, 1), ScoreTable.of(runs));
        List<Run> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        assertThat(everything(bootstrap(unit, 3), ScoreTable.of(reversed))).isEqualTo(expected);
    }

    @Test
    void other_methods_do_not_change_a_methods_interval_and_another_seed_does() {
        List<Run> runs = runs(3, 2, 5);
        Estimate among =
                WITHIN.aggregates(ScoreTable.of(runs), Aggregate.mean()).get("b");
        ScoreTable alone = ScoreTable.of(runs).ofMethods(List.of("b"));
        assertThat(WITHIN.aggregates(alone, Aggregate.mean()).get("b")).isEqualTo(among);
        Bootstrap other = new Bootstrap(new SeedStreams(12), 3000, 0.9, Unit.RUNS_WITHIN_TASKS, 2);
        assertThat(other.aggregates(alone, Aggregate.mean()).get("b").interval())
                .isNotEqualTo(among.interval());
    }

    @Test
    void exchanged_methods_exchange_signs_and_chances() {
        ScoreTable table = ScoreTable.of(runs(2, 3, 5));
        for (Bootstrap bootstrap : List.of(WITHIN, SEEDS)) {
            Estimate one = bootstrap.difference(table, "a", "b", Aggregate.interquartileMean());
            Estimate other = bootstrap.difference(table, "b", "a", Aggregate.interquartileMean());
            assertThat(one.value().orElseThrow()).isEqualTo(-other.value().orElseThrow());
            assertThat(one.interval().orElseThrow().lower())
                    .isCloseTo(-other.interval().orElseThrow().upper(), within(1e-12));
            Estimate better = bootstrap.probabilityOfImprovement(table, "a", "b");
            Estimate worse = bootstrap.probabilityOfImprovement(table, "b", "a");
            assertThat(better.value().orElseThrow() + worse.value().orElseThrow())
                    .isCloseTo(1, within(1e-12));
            assertThat(better.interval().orElseThrow().lower()
                            + worse.interval().orElseThrow().upper())
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void pairs_cancel_what_seeds_have_in_common() {
        UniformRandomProvider random = Examples.random(4);
        List<Run> runs = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            double luck = random.nextDouble();
            runs.add(Run.of("a", task("t"), seed, luck + 0.125));
            runs.add(Run.of("b", task("t"), seed, luck));
        }
        ScoreTable table = ScoreTable.of(runs);
        Interval paired = WITHIN.pairedDifference(table, "a", "b", Aggregate.mean())
                .interval()
                .orElseThrow();
        assertThat(paired.lower()).isCloseTo(0.125, within(1e-12));
        assertThat(paired.upper()).isCloseTo(0.125, within(1e-12));
        assertThat(WITHIN.difference(table, "a", "b", Aggregate.mean())
                        .interval()
                        .orElseThrow()
                        .contains(0))
                .isTrue();
    }

    /** Copies of one task hold no more runs than it: seeds drawn at once know, runs drawn within tasks do not. */
    @Test
    void tasks_of_the_same_trials_are_drawn_together_by_seeds() {
        List<Run> one = new ArrayList<>();
        List<Run> copies = new ArrayList<>();
        double[] scores = Examples.random(6).doubles(6).toArray();
        for (int seed = 0; seed < scores.length; seed++) {
            one.add(Run.of("a", task("task 0"), seed, scores[seed]));
            for (int copy = 0; copy < 4; copy++) {
                copies.add(Run.of("a", task("task " + copy), seed, scores[seed]));
            }
        }
        Interval alone = interval(SEEDS, one);
        Interval together = interval(SEEDS, copies);
        assertThat(together.lower()).isCloseTo(alone.lower(), within(1e-12));
        assertThat(together.upper()).isCloseTo(alone.upper(), within(1e-12));
        Interval apart = interval(WITHIN, copies);
        assertThat((apart.upper() - apart.lower()) / (alone.upper() - alone.lower()))
                .isBetween(0.4, 0.6);
    }

    private static Interval interval(Bootstrap bootstrap, List<Run> runs) {
        return bootstrap
                .aggregates(ScoreTable.of(runs), Aggregate.mean())
                .get("a")
                .interval()
                .orElseThrow();
    }

    @Test
    void two_seeds_have_a_value_no_interval_and_a_reason() {
        ScoreTable table = ScoreTable.of(runs(2, 2, 2));
        for (Estimate estimate : List.of(
                WITHIN.aggregates(table, Aggregate.mean()).get("a"),
                WITHIN.difference(table, "a", "b", Aggregate.mean()),
                WITHIN.pairedDifference(table, "a", "b", Aggregate.mean()),
                WITHIN.probabilityOfImprovement(table, "a", "b"),
                WITHIN.ranks(table, Aggregate.mean()).get("a"))) {
            assertThat(estimate.value()).isPresent();
            assertThat(estimate.interval()).isEmpty();
            assertThat(estimate.reason().orElseThrow())
                    .contains("needs 3 seeds")
                    .contains("has 2 on task 0");
        }
        PerformanceProfile profile = WITHIN.profile(table, "a", 0.5);
        assertThat(profile.shares()).hasSize(1);
        assertThat(profile.bands()).isEmpty();
        assertThat(profile.reason()).isPresent();
    }

    @Test
    void a_method_that_lacks_a_task_is_never_averaged_over_the_others() {
        List<Run> runs = new ArrayList<>(runs(2, 2, 4));
        runs.add(Run.of("a", task("task 2"), 0, 0.9));
        runs.add(Run.failed("b", task("task 2"), 0));
        ScoreTable table = ScoreTable.of(runs);
        for (Estimate estimate : List.of(
                WITHIN.aggregates(table, Aggregate.mean()).get("b"),
                WITHIN.difference(table, "a", "b", Aggregate.mean()),
                WITHIN.pairedDifference(table, "b", "a", Aggregate.mean()),
                WITHIN.probabilityOfImprovement(table, "a", "b"),
                WITHIN.ranks(table, Aggregate.mean()).get("b"))) {
            assertThat(estimate.value()).isEmpty();
            assertThat(estimate.reason()).hasValue("b has no score on task 2 linear-probe z");
        }
        assertThat(WITHIN.profile(table, "b", 0.5).shares()).isEmpty();
        assertThat(WITHIN.ranks(table, Aggregate.mean()).get("a").value()).hasValue(1);
    }

    @Test
    void unequal_seeds_are_compared_on_the_common_ones_or_not_at_all() {
        List<Run> runs = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            runs.add(Run.of("a", task("t"), seed, 0.5));
            runs.add(Run.of("b", task("t"), seed, 0.25));
            // Lucky seeds that the other does not have.
            runs.add(Run.of("b", task("t"), 10 + seed, 0.9));
            runs.add(Run.of("c", task("t"), 20 + seed, 0.9));
        }
        ScoreTable table = ScoreTable.of(runs);
        assertThat(WITHIN.pairedDifference(table, "a", "b", Aggregate.mean()))
                .isEqualTo(Estimate.of(0.25, new Interval(0.9, 0.25, 0.25)));
        Estimate none = WITHIN.pairedDifference(table, "a", "c", Aggregate.mean());
        assertThat(none.value()).isEmpty();
        assertThat(none.reason().orElseThrow()).contains("No seed is common to a, c on t");
        assertThat(SEEDS.ranks(table, Aggregate.mean()).get("a").value()).isEmpty();
        assertThat(SEEDS.ranks(table.ofMethods(List.of("a", "b")), Aggregate.mean())
                        .get("a")
                        .value())
                .hasValue(1);
    }

    @Test
    void different_seeds_per_task_cannot_be_drawn_at_once() {
        List<Run> runs = new ArrayList<>(runs(1, 2, 4));
        runs.add(Run.of("a", task("task 1"), 77, 0.5));
        Estimate estimate =
                SEEDS.aggregates(ScoreTable.of(runs), Aggregate.mean()).get("a");
        assertThat(estimate.value()).isPresent();
        assertThat(estimate.reason().orElseThrow()).contains("not the same ones on every task");
        assertThat(WITHIN.aggregates(ScoreTable.of(runs), Aggregate.mean())
                        .get("a")
                        .interval())
                .isPresent();
    }

    @Test
    void equal_values_have_intervals_of_no_width_and_shared_ranks() {
        List<Run> runs = new ArrayList<>();
        for (String method : List.of("a", "b", "c")) {
            for (int seed = 0; seed < 5; seed++) {
                runs.add(Run.of(method, task("t"), seed, 0.7));
            }
        }
        ScoreTable table = ScoreTable.of(runs);
        assertThat(WITHIN.probabilityOfImprovement(table, "a", "b"))
                .isEqualTo(Estimate.of(0.5, new Interval(0.9, 0.5, 0.5)));
        assertThat(WITHIN.ranks(table, Aggregate.mean()).values())
                .containsOnly(Estimate.of(2, new Interval(0.9, 2, 2)));
        PerformanceProfile profile = WITHIN.profile(table, "a", 0.7, 0.6);
        assertThat(profile.thresholds()).containsExactly(0.6, 0.7);
        assertThat(profile.shares()).containsExactly(1.0, 0.0);
    }

    @Test
    void increasing_functions_change_neither_profiles_nor_probabilities() {
        List<Run> runs = runs(2, 2, 5);
        ScoreTable table = ScoreTable.of(runs);
        ScoreTable changed = ScoreTable.of(runs.stream()
                .map(run -> Run.of(
                        run.method(),
                        run.task(),
                        run.seed(),
                        Math.exp(run.score().orElseThrow())))
                .toList());
        assertThat(WITHIN.probabilityOfImprovement(changed, "a", "b"))
                .isEqualTo(WITHIN.probabilityOfImprovement(table, "a", "b"));
        PerformanceProfile one = WITHIN.profile(table, "a", 0.3, 0.6);
        PerformanceProfile other = WITHIN.profile(changed, "a", Math.exp(0.3), Math.exp(0.6));
        assertThat(other.shares()).isEqualTo(one.shares());
        assertThat(other.bands()).isEqualTo(one.bands());
    }

    @Test
    void where_lower_is_better_less_is_more() {
        Task error = new Task("t", "nrmse", "z", "", Direction.LOWER_IS_BETTER);
        List<Run> runs = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            runs.add(Run.of("good", error, seed, 0.1 + seed / 100.0));
            runs.add(Run.of("bad", error, seed, 0.5 + seed / 100.0));
        }
        ScoreTable table = ScoreTable.of(runs);
        assertThat(WITHIN.probabilityOfImprovement(table, "good", "bad").value())
                .hasValue(1);
        assertThat(WITHIN.ranks(table, Aggregate.mean()).get("good").value()).hasValue(1);
        assertThat(WITHIN.profile(table, "good", 0.3).shares()).containsExactly(1.0);
        assertThat(WITHIN.aggregates(table, Aggregate.mean())
                        .get("good")
                        .value()
                        .orElseThrow())
                .isCloseTo(0.115, within(1e-12));
        assertThatThrownBy(() -> WITHIN.aggregates(table, Aggregate.optimalityGap(1)))
                .hasMessageContaining("higher ones are better");
    }

    @Test
    void scores_that_only_describe_cannot_be_ranked_but_averaged() {
        Task described = new Task("t", "gap", "z", "", Direction.NEITHER);
        List<Run> runs = IntStream.range(0, 8)
                .mapToObj(i -> Run.of(i < 4 ? "a" : "b", described, i % 4, i))
                .toList();
        ScoreTable table = ScoreTable.of(runs);
        assertThat(WITHIN.aggregates(table, Aggregate.mean()).get("a").value()).hasValue(1.5);
        assertThatThrownBy(() -> WITHIN.probabilityOfImprovement(table, "a", "b"))
                .hasMessageContaining("cannot rank");
        assertThatThrownBy(() -> WITHIN.ranks(table, Aggregate.mean())).hasMessageContaining("cannot rank");
    }

    @Test
    void a_task_with_more_runs_weighs_no_more() {
        double[][] unequal = {{0, 0, 0, 0, 0, 0, 0, 0}, {1, 1}};
        assertThat(Aggregate.mean().formula().of(unequal)).isEqualTo(0.5);
        assertThat(Aggregate.interquartileMean().formula().of(unequal)).isCloseTo(0.5, within(1e-12));
        assertThat(Aggregate.optimalityGap(1).formula().of(unequal)).isEqualTo(0.5);
        // As many on each: the weighted mean is the plain one.
        double[][] equal = {{0.3, 0.1, 0.8}, {0.2, 0.9, 0.4}};
        assertThat(Aggregate.interquartileMean().formula().of(equal))
                .isCloseTo((0.2 + 0.3 + 0.4 + 0.8) / 4, within(1e-15));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        ScoreTable table = ScoreTable.of(runs(2, 1, 3));
        assertThatThrownBy(() -> WITHIN.difference(table, "a", "a", Aggregate.mean()))
                .hasMessageContaining("with itself");
        assertThatThrownBy(() -> WITHIN.ranks(table, Aggregate.optimalityGap(1)))
                .hasMessageContaining("not by a gap");
        assertThatThrownBy(() -> new Bootstrap(new SeedStreams(1), 0, 0.9, Unit.SEEDS, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bootstrap(new SeedStreams(1), 10, 95, Unit.SEEDS, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WITHIN.profile(table, "a", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        ScoreTable nothing = ScoreTable.of(List.of());
        assertThat(WITHIN.aggregates(nothing, Aggregate.mean())).isEmpty();
        assertThat(WITHIN.ranks(ScoreTable.of(List.of(Run.failed("a", task("t"), 0))), Aggregate.mean()))
                .isEqualTo(Map.of("a", Estimate.absent("a has no score on t linear-probe z")));
    }

    /**
     * Of normal values the resampled mean is nearly normal with the variance {@code (n - 1) / n * s^2 / n}, so that the interval holds the true
     * mean as often as {@code |t(n - 1)| <= z sqrt((n - 1) / n)}; Student's as often as its level says. Both counts are binomial; five
     * deviations are allowed.
     */
    @Test
    void intervals_hold_the_mean_as_often_as_theory_says() {
        int trials = 1000;
        int n = 40;
        double z = 1.6448536269514722;
        TDistribution t = new TDistribution(null, n - 1);
        double expected = 1 - 2 * t.cumulativeProbability(-z * Math.sqrt((n - 1.0) / n));
        int[] held = covered(trials, n);
        assertThat((double) held[0])
                .isCloseTo(trials * expected, within(5 * Math.sqrt(trials * expected * (1 - expected))));
        assertThat((double) held[1]).isCloseTo(trials * 0.9, within(5 * Math.sqrt(trials * 0.9 * 0.1)));
    }

    @Test
    void of_five_seeds_the_bootstraps_interval_is_too_narrow_and_students_is_not() {
        int trials = 1000;
        int[] held = covered(trials, 5);
        double deviation = Math.sqrt(trials * 0.9 * 0.1);
        assertThat((double) held[0]).isLessThan(trials * 0.9 - 5 * deviation);
        assertThat((double) held[1]).isCloseTo(trials * 0.9, within(5 * deviation));
    }

    /** How often the bootstrap's and Student's interval at 0.9 hold the mean of n standard normal numbers. */
    private static int[] covered(int trials, int n) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(Examples.random(n));
        int[] held = new int[2];
        for (int trial = 0; trial < trials; trial++) {
            List<Run> runs = new ArrayList<>();
            for (int seed = 0; seed < n; seed++) {
                runs.add(new Run("a", task("t"), seed, OptionalDouble.of(normal.sample())));
            }
            ScoreTable table = ScoreTable.of(runs);
            Bootstrap bootstrap = new Bootstrap(new SeedStreams(trial), 1000, 0.9, Unit.RUNS_WITHIN_TASKS, 1);
            held[0] += interval(bootstrap, runs).contains(0) ? 1 : 0;
            SeedStatistics statistics = table.cell("a", task("t")).statistics();
            held[1] += statistics.interval(0.9).orElseThrow().contains(0) ? 1 : 0;
        }
        return held;
    }
}
