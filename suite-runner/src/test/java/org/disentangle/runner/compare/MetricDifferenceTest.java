package org.disentangle.runner.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.metrics.statistics.PairedTest;
import org.disentangle.runner.compare.BoardCells.Key;
import org.junit.jupiter.api.Test;

class MetricDifferenceTest {

    private static Key key(String line, String metric, String block) {
        return new Key(line, "digits", metric, block, "DC");
    }

    private static BoardCells cells(Map<Key, Map<Long, Double>> scores) {
        return new BoardCells(scores, Map.of(), Map.of());
    }

    /** Of each trial the mean over its blocks, of the metric the mean over trials: 0.1, 0.2 and 0.3. */
    @Test
    void all_trials_count_once_however_many_blocks_they_have() {
        Map<Key, Map<Long, Double>> first = new LinkedHashMap<>();
        first.put(key("a", "knn", "z0"), Map.of(0L, 0.5, 1L, 0.5));
        first.put(key("a", "knn", "z1"), Map.of(0L, 0.5, 1L, 0.5));
        first.put(key("b", "knn", "z"), Map.of(0L, 0.5));
        Map<Key, Map<Long, Double>> second = new LinkedHashMap<>();
        second.put(key("a", "knn", "z0"), Map.of(0L, 0.7, 1L, 0.5));
        second.put(key("a", "knn", "z1"), Map.of(0L, 0.5, 1L, 0.9));
        second.put(key("b", "knn", "z"), Map.of(0L, 0.8));

        MetricDifference metric =
                MetricDifference.of(cells(first), cells(second)).get(0);

        assertThat(metric.trials()).isEqualTo(3);
        assertThat(metric.difference()).isCloseTo(0.2, within(1e-12));
        assertThat(metric.pValue().orElseThrow())
                .isCloseTo(
                        PairedTest.studentT(new double[] {0.1, 0.2, 0.3}, PairedTest.Alternative.TWO_SIDED)
                                .pValue()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(metric.corrected()).isEqualTo(metric.pValue());
    }

    @Test
    void trials_that_are_all_equal_to_the_bit_have_no_p_value() {
        Map<Key, Map<Long, Double>> scores = Map.of(key("random", "knn", "z"), Map.of(0L, 0.5, 1L, 0.6, 2L, 0.7));

        MetricDifference metric =
                MetricDifference.of(cells(scores), cells(scores)).get(0);

        assertThat(metric.trials()).isEqualTo(3);
        assertThat(metric.equal()).isEqualTo(3);
        assertThat(metric.difference()).isZero();
        assertThat(metric.pValue()).isEmpty();
        assertThat(MetricDifferenceText.markdown(List.of(metric), List.of("A", "B")))
                .contains("knn");
    }

    /** Three seeds of one line cannot tell a shift by a hundredth from chance; ten lines together do. */
    @Test
    void a_small_shift_of_all_lines_shows() {
        Map<Key, Map<Long, Double>> first = new LinkedHashMap<>();
        Map<Key, Map<Long, Double>> second = new LinkedHashMap<>();
        double[] noise = {-0.02, 0.01, 0.011};
        for (int line = 0; line < 10; line++) {
            Map<Long, Double> here = new LinkedHashMap<>();
            Map<Long, Double> there = new LinkedHashMap<>();
            for (int seed = 0; seed < 3; seed++) {
                here.put((long) seed, 0.5);
                there.put((long) seed, 0.51 + noise[(seed + line) % 3]);
            }
            first.put(key("line " + line, "knn", "z"), here);
            second.put(key("line " + line, "knn", "z"), there);
        }

        assertThat(MetricDifference.of(cells(first), cells(second))
                        .get(0)
                        .corrected()
                        .orElseThrow())
                .isLessThan(0.01);
        first.keySet().retainAll(List.of(key("line 0", "knn", "z")));
        assertThat(MetricDifference.of(cells(first), cells(second))
                        .get(0)
                        .corrected()
                        .orElseThrow())
                .isGreaterThan(0.3);
    }
}
