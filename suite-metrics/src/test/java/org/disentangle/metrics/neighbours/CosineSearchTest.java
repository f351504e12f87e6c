package org.disentangle.metrics.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.Shards;
import org.junit.jupiter.api.Test;

class CosineSearchTest {

    private static int[][] rows(Codes bank, Codes queries, int k, int count) {
        int[][] found = new int[queries.rows()][];
        try (Shards threads = new Shards(count)) {
            new CosineSearch(bank, k, threads).search(queries, (query, rows, cosines) -> found[query] = rows.clone());
        }
        return found;
    }

    @Test
    void it_finds_the_rows_with_the_largest_cosines_across_blocks() {
        Codes bank = Examples.noise("z", 1300, 6, 31);
        Codes queries = Examples.noise("z", 700, 6, 32);
        double[][] cosines = new double[700][1300];
        for (int q = 0; q < 700; q++) {
            for (int b = 0; b < 1300; b++) {
                cosines[q][b] = cosine(queries, q, bank, b);
            }
        }
        try (Shards threads = new Shards(2)) {
            new CosineSearch(bank, 9, threads).search(queries, (query, rows, found) -> {
                assertThat(rows).hasSize(9);
                double previous = 2;
                for (int i = 0; i < 9; i++) {
                    assertThat(found[i])
                            .isCloseTo(cosines[query][rows[i]], within(1e-12))
                            .isLessThanOrEqualTo(previous);
                    previous = found[i];
                }
                double farthest = previous;
                long nearer = Arrays.stream(cosines[query])
                        .filter(cosine -> cosine > farthest + 1e-12)
                        .count();
                assertThat(nearer).isLessThan(9);
            });
        }
    }

    @Test
    void the_length_of_codes_does_not_matter() {
        Codes bank = Examples.noise("z", 50, 4, 33);
        Codes queries = Examples.noise("z", 20, 4, 34);
        float[] longer = bank.values().clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 1 << i / 4 % 5;
        }
        assertThat(rows(new Codes("z", longer, 50, 4), queries, 5, 1)).isDeepEqualTo(rows(bank, queries, 5, 1));
    }

    @Test
    void of_equal_rows_the_lower_is_nearer_and_zeros_are_like_any_other_row() {
        Codes bank = new Codes("z", new float[] {0, 0, 1, 0, 2, 0, 0, 1, 3, 0}, 5, 2);
        assertThat(rows(bank, new Codes("z", new float[] {1, 0, 0, 0}, 2, 2), 4, 1))
                .isDeepEqualTo(new int[][] {{1, 2, 4, 0}, {0, 1, 2, 3}});
    }

    @Test
    void the_number_of_threads_leaves_no_trace() {
        Codes bank = Examples.noise("z", 900, 5, 35);
        Codes queries = Examples.noise("z", 1500, 5, 36);
        assertThat(rows(bank, queries, 7, 3)).isDeepEqualTo(rows(bank, queries, 7, 1));
    }

    @Test
    void a_bank_smaller_than_k_gives_all_of_itself() {
        Codes bank = Examples.noise("z", 3, 2, 37);
        assertThat(rows(bank, bank, 200, 1)[0]).hasSize(3).startsWith(0);
    }

    @Test
    void codes_that_are_not_finite_and_empty_banks_are_refused() {
        Codes good = Examples.noise("z0", 4, 2, 38);
        Codes bad = new Codes("z0", new float[] {1, Float.POSITIVE_INFINITY}, 1, 2);
        assertThatThrownBy(() -> rows(bad, good, 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("training row 0");
        assertThatThrownBy(() -> rows(good, bad, 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("test row 0");
        assertThatThrownBy(() -> rows(new Codes("z0", new float[0], 0, 2), good, 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'z0' has no training rows");
    }

    private static double cosine(Codes a, int i, Codes b, int j) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int c = 0; c < a.dimension(); c++) {
            double x = a.values()[i * a.dimension() + c];
            double y = b.values()[j * a.dimension() + c];
            product += x * y;
            lengthA += x * x;
            lengthB += y * y;
        }
        return product / Math.sqrt(lengthA * lengthB);
    }
}
