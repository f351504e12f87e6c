package org.disentangle.metrics.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.UserError;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class BlockMatchingTest {

    private static BlockScores scores(double[][] values) {
        List<String> blocks =
                IntStream.range(0, values.length).mapToObj(b -> "z" + b).toList();
        List<String> factors =
                IntStream.range(0, values[0].length).mapToObj(f -> "F" + f).toList();
        return BlockScores.of(blocks, factors, values);
    }

    @Test
    void the_half_with_the_larger_advantage_on_the_first_factor_comes_first() {
        BlockMatching.Match swapped = BlockMatching.match(scores(new double[][] {{0.5, 0.6}, {0.7, 0.3}}));
        assertThat(swapped.order()).containsExactly(1, 0);
        assertThat(swapped.isIdentity()).isFalse();
        assertThat(swapped.advantage()).isCloseTo((0.7 - 0.3) + (0.6 - 0.5), within(1e-15));
        assertThat(swapped.apply(List.of("z0", "z1"))).containsExactly("z1", "z0");

        BlockMatching.Match kept = BlockMatching.match(scores(new double[][] {{0.7, 0.3}, {0.5, 0.6}}));
        assertThat(kept.order()).containsExactly(0, 1);
        assertThat(kept.isIdentity()).isTrue();
    }

    @Test
    void a_half_that_is_better_at_both_goes_where_it_is_more_so() {
        assertThat(BlockMatching.match(scores(new double[][] {{0.9, 0.9}, {0.2, 0.5}}))
                        .order())
                .containsExactly(0, 1);
        assertThat(BlockMatching.match(scores(new double[][] {{0.9, 0.9}, {0.5, 0.2}}))
                        .order())
                .containsExactly(1, 0);
    }

    @Test
    void ties_keep_the_original_order_even_where_rounding_would_tell_them_apart() {
        assertThat(BlockMatching.match(scores(new double[][] {{0.4, 0.4}, {0.4, 0.4}}))
                        .isIdentity())
                .isTrue();
        // Equal advantages of 0.1 whose differences round differently.
        assertThat(BlockMatching.match(scores(new double[][] {{0.3, 0.2}, {0.8, 0.7}}))
                        .isIdentity())
                .isTrue();
        assertThat(BlockMatching.match(scores(new double[][] {{0.8, 0.7}, {0.3, 0.2}}))
                        .isIdentity())
                .isTrue();
    }

    @Test
    void three_blocks_find_their_factors() {
        assertThat(BlockMatching.match(scores(new double[][] {{0.2, 0.9, 0.1}, {0.1, 0.2, 0.8}, {0.7, 0.1, 0.1}}))
                        .order())
                .containsExactly(2, 0, 1);
    }

    @Test
    void blocks_without_a_factor_keep_their_order_at_the_end() {
        assertThat(BlockMatching.match(scores(new double[][] {{0.5, 0.5}, {0.1, 0.1}, {0.2, 0.9}, {0.9, 0.2}}))
                        .order())
                .containsExactly(3, 2, 0, 1);
    }

    @Test
    void with_one_factor_the_better_block_comes_first() {
        assertThat(BlockMatching.match(scores(new double[][] {{0.2}, {0.6}})).order())
                .containsExactly(1, 0);
    }

    @Test
    void the_original_order_of_the_blocks_does_not_matter_to_the_outcome() {
        UniformRandomProvider random = Examples.random(41);
        for (int trial = 0; trial < 100; trial++) {
            double[][] values = new double[3][3];
            for (double[] row : values) {
                for (int f = 0; f < 3; f++) {
                    row[f] = random.nextDouble();
                }
            }
            double[][] rotated = {values[2], values[0], values[1]};
            List<double[]> canonical = BlockMatching.match(scores(values)).apply(List.of(values));
            assertThat(BlockMatching.match(scores(rotated)).apply(List.of(rotated)))
                    .isEqualTo(canonical);
        }
    }

    @Test
    void matching_makes_a_diagonal_appear_in_noise_as_its_documentation_warns() {
        UniformRandomProvider random = Examples.random(42);
        double unmatched = 0;
        double matched = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            double[][] noise = {{random.nextDouble(), random.nextDouble()}, {random.nextDouble(), random.nextDouble()}};
            List<double[]> rows = BlockMatching.match(scores(noise)).apply(List.of(noise));
            unmatched += (noise[0][0] - noise[1][0]) / trials;
            matched += (rows.get(0)[0] - rows.get(1)[0]) / trials;
        }
        assertThat(unmatched).isCloseTo(0, within(0.05));
        assertThat(matched).isGreaterThan(0.15);
    }

    @Test
    void too_many_blocks_are_refused() {
        assertThatThrownBy(() -> BlockMatching.match(scores(new double[9][2])))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at most 8");
    }

    @Test
    void scores_of_the_wrong_shape_or_not_finite_are_refused() {
        assertThatThrownBy(() -> BlockScores.of(List.of("z0", "z1"), List.of("DC"), new double[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlockScores.of(List.of("z0"), List.of("DC"), new double[][] {{Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not all finite");
    }
}
