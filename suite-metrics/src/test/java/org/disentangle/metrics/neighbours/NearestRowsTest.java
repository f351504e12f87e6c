package org.disentangle.metrics.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class NearestRowsTest {

    @Test
    void it_keeps_what_sorting_everything_would_keep_and_lower_rows_first_among_equals() {
        UniformRandomProvider random = Examples.random(30);
        for (int trial = 0; trial < 300; trial++) {
            int offered = 1 + random.nextInt(40);
            int capacity = 1 + random.nextInt(12);
            // Few distinct values, so that most are ties.
            double[] similarities =
                    random.ints(offered, 0, 6).mapToDouble(value -> value / 5.0).toArray();
            NearestRows nearest = new NearestRows(capacity);
            for (int row = 0; row < offered; row++) {
                nearest.offer(row, similarities[row]);
            }
            int kept = nearest.size();
            int[] rows = new int[kept];
            double[] values = new double[kept];
            nearest.drain(rows, values);
            int[] expected = IntStream.range(0, offered)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(row -> -similarities[row])
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(capacity)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(rows).isEqualTo(expected);
            assertThat(values)
                    .isEqualTo(IntStream.of(expected)
                            .mapToDouble(row -> similarities[row])
                            .toArray());
        }
    }
}
