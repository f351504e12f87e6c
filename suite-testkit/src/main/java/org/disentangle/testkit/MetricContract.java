package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every metric must keep. A metric's test extends this. */
public abstract class MetricContract<O extends Record> {
    /** Codes that say little, or too much: what is undefined on them is left out, and nothing is not-a-number. */
    private static final Map<String, ScoredCodes.RowMaker> HARD_CODES = hardCodes();

    protected abstract Metric<O> metric();

    /** The settings to check. */
    protected List<O> settings() {
        return List.of(metric().defaults());
    }

    /** The metrics whose scores this one is derived from, as they stand before it in an experiment. */
    protected List<ConfiguredMetric<?>> before() {
        return List.of();
    }

    /** Whether the scores are the same when the rows come in another order. */
    protected boolean ignoresOrderOfRows() {
        return true;
    }

    /** Whether it looks at codes itself, and not at other metrics' scores alone. */
    protected boolean readsCodes() {
        return metric().needs().isEmpty();
    }

    /** Whether the best codes tell each factor by one column, where they usually are a one-hot code of each factor. */
    protected boolean wantsOneColumnPerFactor() {
        return false;
    }

    @Test
    void it_is_found_under_a_valid_name() {
        ComponentChecks.expectFound("metric", Metric.class, metric());
    }

    @Test
    void its_options_are_plain_values_and_survive_the_way_there_and_back() {
        ComponentChecks.expectPlainOptions(settings());
    }

    @Test
    void it_refuses_numbers_that_are_not_finite_and_names_the_key() {
        ComponentChecks.expectFiniteOptions(metric().defaults());
    }

    @TestFactory
    Stream<DynamicTest> its_scores_are_about_blocks_and_factors_that_there_are() {
        return forEachSetting(options -> {
            List<Score> scores = scores(options, ScoredCodes.noise(1), 1);
            assertThat(scores).isNotEmpty();
            assertThat(scores.stream().map(score -> List.of(score.metric(), score.block(), score.factor())))
                    .doesNotHaveDuplicates();
            assertThat(scores).allSatisfy(score -> {
                assertThat(score.block()).isIn("z", "z0", "z1");
                assertThat(score.factor()).isIn("", "A", "B");
                assertThat(score.n()).isEqualTo(ScoredCodes.TEST_ROWS);
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> the_same_codes_give_the_same_bits_for_any_number_of_threads() {
        return forEachSetting(options -> {
            List<Score> scores = scores(options, ScoredCodes.noise(2), 1);
            assertThat(scores(options, ScoredCodes.noise(2), 1)).isEqualTo(scores);
            assertThat(scores(options, ScoredCodes.noise(2), 2)).isEqualTo(scores);
        });
    }

    @TestFactory
    Stream<DynamicTest> codes_are_not_written_to() {
        return forEachSetting(options -> {
            ScoredCodes codes = ScoredCodes.noise(3);
            List<float[]> before = codes.values();
            scores(options, codes, 1);
            List<float[]> after = codes.values();
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i)).containsExactly(before.get(i));
            }
        });
    }

    /** A score that is not finite cannot be made at all ({@link Score}); details can. */
    @TestFactory
    Stream<DynamicTest> its_numbers_are_finite_on_hard_codes() {
        return forEachSetting(options -> HARD_CODES.forEach(
                (name, rows) -> scores(options, ScoredCodes.of(rows), 1).forEach(score -> assertThat(score.details())
                        .as("%s, %s", name, score)
                        .allSatisfy((detail, value) -> assertThat(value).isFinite()))));
    }

    @TestFactory
    Stream<DynamicTest> its_scores_do_not_depend_on_the_order_of_the_rows() {
        if (!ignoresOrderOfRows()) {
            return Stream.empty();
        }
        return forEachSetting(options -> {
            List<Score> scores = scores(options, ScoredCodes.noise(5), 1);
            List<Score> reordered = scores(options, ScoredCodes.noise(5).reordered(), 1);
            assertThat(reordered).hasSameSizeAs(scores);
            for (int i = 0; i < scores.size(); i++) {
                assertThat(reordered.get(i).value())
                        .as("%s", scores.get(i))
                        .isCloseTo(scores.get(i).value(), within(1e-6));
            }
        });
    }

    /** Halves that are each one factor's code are better than codes that know nothing, on the mean over scores and seeds. */
    @TestFactory
    Stream<DynamicTest> its_directions_are_the_ones_it_says() {
        return forEachSetting(options -> {
            List<Score> perfect =
                    scores(options, wantsOneColumnPerFactor() ? ScoredCodes.aligned() : ScoredCodes.perfect(), 1);
            List<Score> noise = LongStream.range(10, 15)
                    .boxed()
                    .flatMap(seed -> scores(options, ScoredCodes.noise(seed), 1).stream())
                    .toList();
            mean(perfect, Metric.Direction.HIGHER_IS_BETTER).ifPresent(mean -> assertThat(mean)
                    .isGreaterThan(
                            mean(noise, Metric.Direction.HIGHER_IS_BETTER).orElseThrow()));
            mean(perfect, Metric.Direction.LOWER_IS_BETTER).ifPresent(mean -> assertThat(mean)
                    .isLessThan(mean(noise, Metric.Direction.LOWER_IS_BETTER).orElseThrow()));
        });
    }

    @TestFactory
    Stream<DynamicTest> codes_that_are_not_finite_are_refused_by_the_name_of_their_block() {
        if (!readsCodes()) {
            return Stream.empty();
        }
        return forEachSetting(options -> {
            for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                ScoredCodes codes = ScoredCodes.noise(6).withEntry("z1", ScoredCodes.HALF + 1, value);
                assertThatThrownBy(() -> metric().score(options, codes.input(List.of(), 1)))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("z1");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> it_asks_for_the_metrics_that_it_needs() {
        if (metric().needs().isEmpty()) {
            return Stream.empty();
        }
        return forEachSetting(options -> assertThatThrownBy(
                        () -> metric().score(options, ScoredCodes.noise(7).input(List.of(), 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(metric().needs().get(0)));
    }

    private Stream<DynamicTest> forEachSetting(Consumer<O> check) {
        return settings().stream()
                .map(options -> DynamicTest.dynamicTest(options.toString(), () -> check.accept(options)));
    }

    private List<Score> scores(O options, ScoredCodes codes, int threads) {
        List<ConfiguredMetric<?>> metrics = new ArrayList<>(before());
        metrics.add(new ConfiguredMetric<>(metric(), options));
        return codes.scored(metrics, threads);
    }

    private OptionalDouble mean(List<Score> scores, Metric.Direction direction) {
        return scores.stream()
                .filter(score -> metric().direction(score.metric()) == direction)
                .mapToDouble(Score::value)
                .average();
    }

    private static Map<String, ScoredCodes.RowMaker> hardCodes() {
        Map<String, ScoredCodes.RowMaker> codes = new LinkedHashMap<>();
        codes.put("all zero", (a, b) -> new double[2 * ScoredCodes.HALF]);
        codes.put("all equal", (a, b) -> new double[] {1, 2, 3, 4, 5, 6});
        codes.put("columns twice", (a, b) -> new double[] {a, a, b, b, a, a});
        codes.put("one constant column", (a, b) -> new double[] {a, 7, b, a, 7, b});
        codes.put("tiny", (a, b) -> new double[] {1e-20 * a, 1e-20 * b, 1e-20, 0, 1e-20 * a, 1e-20 * b});
        codes.put("huge", (a, b) -> new double[] {1e8 * a, 1e8 * b, 1e8, 0, 1e8 * a, -1e8 * b});
        return codes;
    }
}
