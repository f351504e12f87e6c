package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    @Test
    void the_widest_direction_comes_first_and_all_have_deviation_one() {
        Codes noise = Examples.noise("z", 500, 3, 1);
        float[] stretched = noise.values().clone();
        for (int row = 0; row < 500; row++) {
            stretched[3 * row] *= 2;
            stretched[3 * row + 1] = stretched[3 * row + 1] * 9 + 100;
        }
        Codes codes = new Codes("z", stretched, 500, 3);
        PrincipalComponents components = PrincipalComponents.of(codes, 2);
        Codes along = components.of(codes);
        assertThat(components.count()).isEqualTo(2);
        double[][] products = new double[2][3];
        for (int row = 0; row < 500; row++) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    products[i][j] += along.values()[2 * row + i] * along.values()[2 * row + j] / 500.0;
                }
            }
            products[0][2] += along.values()[2 * row] * (stretched[3 * row + 1] - 100.0) / 500;
        }
        assertThat(products[0][0]).isCloseTo(1, within(1e-5));
        assertThat(products[1][1]).isCloseTo(1, within(1e-5));
        assertThat(products[0][1]).isCloseTo(0, within(1e-5));
        assertThat(products[0][2]).isGreaterThan(5);
    }

    @Test
    void there_are_no_more_components_than_directions() {
        float[] line = new float[40];
        for (int row = 0; row < 10; row++) {
            for (int j = 0; j < 4; j++) {
                line[4 * row + j] = row * (j + 1);
            }
        }
        assertThat(PrincipalComponents.of(new Codes("z", line, 10, 4), 3).count())
                .isEqualTo(1);
        Codes dead = new Codes("z", new float[8], 2, 4);
        assertThat(PrincipalComponents.of(dead, 3).of(dead).values()).containsExactly(0, 0);
    }

    @Test
    void codes_that_are_not_finite_are_refused() {
        assertThatThrownBy(() -> PrincipalComponents.of(new Codes("z", new float[] {1, Float.NaN}, 2, 1), 1))
                .isInstanceOf(UserError.class);
    }
}
