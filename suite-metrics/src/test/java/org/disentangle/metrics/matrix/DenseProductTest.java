package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class DenseProductTest {

    @Test
    void it_adds_the_product_for_every_remainder_of_the_tiles() {
        UniformRandomProvider random = Examples.random(1);
        for (int rows = 1; rows <= 5; rows++) {
            for (int depth = 1; depth <= 9; depth++) {
                for (int width = 1; width <= 5; width++) {
                    double[][] coefficients = matrix(rows, depth, random);
                    double[][] in = matrix(depth, width + 1, random);
                    double[][] before = matrix(rows, width + 1, random);
                    double[][] out = copy(before);
                    DenseProduct.addProduct(out, coefficients, in, rows, depth, width);
                    for (int i = 0; i < rows; i++) {
                        for (int j = 0; j < width; j++) {
                            double expected = before[i][j];
                            for (int k = 0; k < depth; k++) {
                                expected += coefficients[i][k] * in[k][j];
                            }
                            assertThat(out[i][j]).isCloseTo(expected, within(1e-14));
                        }
                        assertThat(out[i][width]).isEqualTo(before[i][width]);
                    }
                }
            }
        }
    }

    @Test
    void a_row_gets_the_same_bits_alone_and_in_company() {
        UniformRandomProvider random = Examples.random(2);
        double[][] coefficients = matrix(3, 37, random);
        double[][] in = matrix(37, 21, random);
        double[][] together = new double[3][21];
        DenseProduct.addProduct(together, coefficients, in, 3, 37, 21);
        for (int i = 0; i < 3; i++) {
            double[][] alone = new double[1][21];
            DenseProduct.addProduct(alone, new double[][] {coefficients[i]}, in, 1, 37, 21);
            assertThat(alone[0]).isEqualTo(together[i]);
        }
    }

    static double[][] matrix(int rows, int columns, UniformRandomProvider random) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = 2 * random.nextDouble() - 1;
            }
        }
        return matrix;
    }

    static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
