package org.disentangle.metrics.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiagonalTestTest {
    /** Per run of tables 8 and 9 of Burns et al. (2021): z0 on DC and BC, z1 on DC and BC. */
    private static final double[][] ORTHO_WITH_PERMUTATION = {
        {88.0, 56.9, 82.2, 60.0},
        {86.8, 59.3, 80.8, 59.6},
        {85.4, 57.8, 79.6, 57.6},
        {83.0, 59.7, 81.2, 56.2},
        {80.8, 57.7, 75.6, 54.7},
        {71.6, 56.5, 69.7, 48.1}
    };

    private static final double[][] HESSIAN = {
        {74.7, 42.4, 57.5, 50.9},
        {67.9, 47.9, 64.2, 49.4},
        {73.7, 40.4, 66.5, 43.2},
        {58.4, 36.6, 51.0, 37.5},
        {42.2, 34.8, 40.0, 30.2},
        {61.1, 36.4, 53.5, 37.2}
    };

    private static DiagonalTest of(double[] run) {
        return new DiagonalTest(run[0] - run[2], run[1] - run[3]);
    }

    @Test
    void the_published_reruns_show_the_trend_once_in_five_and_four_times_in_five() {
        assertThat(Arrays.stream(ORTHO_WITH_PERMUTATION).skip(1).filter(run -> of(run).isDiagonal()))
                .hasSize(1);
        assertThat(Arrays.stream(HESSIAN).skip(1).filter(run -> of(run).isDiagonal()))
                .hasSize(4);
    }

    @Test
    void both_published_first_runs_show_it() {
        assertThat(of(ORTHO_WITH_PERMUTATION[0]).isDiagonal()).isTrue();
        assertThat(of(HESSIAN[0]).isDiagonal()).isTrue();
        assertThat(of(HESSIAN[0]).margin()).isCloseTo(8.5, within(1e-9));
    }

    @Test
    void it_does_not_matter_which_half_is_which() {
        assertThat(new DiagonalTest(0.2, -0.1)).satisfies(test -> {
            assertThat(test.isDiagonal()).isTrue();
            assertThat(test.margin())
                    .isEqualTo(new DiagonalTest(-0.2, 0.1).margin())
                    .isEqualTo(0.1);
        });
    }

    @Test
    void a_tie_on_either_task_is_no_diagonal() {
        for (DiagonalTest tie : new DiagonalTest[] {
            new DiagonalTest(0, 0.3), new DiagonalTest(-0.3, 0), new DiagonalTest(0, 0), new DiagonalTest(-0.0, 0.3)
        }) {
            assertThat(tie.isDiagonal()).isFalse();
            assertThat(tie.margin()).isZero();
        }
    }

    @Test
    void one_half_better_on_both_is_no_diagonal_and_has_a_negative_margin() {
        DiagonalTest test = new DiagonalTest(-0.2, -0.05);
        assertThat(test.isDiagonal()).isFalse();
        assertThat(test.margin()).isEqualTo(-0.05);
    }

    @Test
    void tiny_differences_do_not_underflow_into_a_tie() {
        assertThat(new DiagonalTest(1e-200, -1e-200).isDiagonal()).isTrue();
    }
}
