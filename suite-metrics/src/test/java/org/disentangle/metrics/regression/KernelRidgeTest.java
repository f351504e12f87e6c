package org.disentangle.metrics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelRidgeTest {
    private static final int ROWS = 700;
    private static final List<Double> ALPHAS = List.of(1.0, 0.1, 0.01, 0.001);

    private final Shards threads = new Shards(2);
    private final KernelRidge ridge = new KernelRidge(threads);

    @AfterEach
    void close() {
        threads.close();
    }

    private RadialKernel kernel(int dimension) {
        Codes codes = Examples.noise("z", ROWS, dimension, 4);
        return new RadialKernel(codes, Standardization.of(codes), threads);
    }

    private static double[][] targets() {
        UniformRandomProvider random = Examples.random(3);
        double[][] targets = new double[2][500];
        for (double[] row : targets) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 2 * random.nextDouble() - 1;
            }
        }
        return targets;
    }

    /** Fits leave rows 200 to 400 out. */
    private static int[] used() {
        return IntStream.range(0, ROWS).filter(row -> row < 200 || row >= 400).toArray();
    }

    @Test
    void a_kernel_is_the_exponential_of_the_squared_distance() {
        Codes codes = Examples.noise("z", ROWS, 3, 4);
        Standardization standardization = Standardization.of(codes);
        double[][] matrix = kernel(3).matrix(0.7);
        double[] x = new double[3];
        double[] y = new double[3];
        for (int i = 0; i < ROWS; i += 50) {
            for (int j = 0; j < ROWS; j += 33) {
                standardization.read(codes.values(), 3 * i, x);
                standardization.read(codes.values(), 3 * j, y);
                double distance = 0;
                for (int d = 0; d < 3; d++) {
                    distance += (x[d] - y[d]) * (x[d] - y[d]);
                }
                assertThat(matrix[i][j]).isCloseTo(Math.exp(-0.7 * distance), within(1e-13));
            }
        }
    }

    @ParameterizedTest(name = "{0} dimensions, gamma {1}")
    @CsvSource({"2, 0.01", "2, 0.2154", "6, 0.01", "10, 4.6416", "10, 100"})
    void conjugate_gradients_predict_what_cholesky_predicts(int dimension, double gamma) {
        double[][] matrix = kernel(dimension).matrix(gamma);
        double[][] rows = KernelRidge.rows(matrix, used());
        List<double[][]> iterated = ridge.iterated(matrix, used(), targets(), ALPHAS);
        int compared = 0;
        for (int a = 0; a < ALPHAS.size(); a++) {
            if (iterated.get(a) != null) {
                double[][] direct = ridge.direct(matrix, used(), targets(), ALPHAS.get(a));
                double[][] expected = ridge.multiply(rows, direct);
                double[][] found = ridge.multiply(rows, iterated.get(a));
                for (int t = 0; t < expected.length; t++) {
                    assertThat(found[t]).containsExactly(expected[t], within(1e-7));
                }
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    @Test
    void a_spectrum_that_does_not_decay_is_left_to_cholesky_and_solved() {
        double[][] matrix = kernel(8).matrix(0.2154);
        assertThat(ridge.iterated(matrix, used(), targets(), List.of(0.001)).get(0))
                .isNull();
        double[][] targets = targets();
        double[][] weights = ridge.fit(matrix, used(), targets, List.of(0.001)).get(0);
        double[][] fitted = ridge.multiply(KernelRidge.rows(matrix, used()), weights);
        for (int t = 0; t < targets.length; t++) {
            for (int i = 0; i < used().length; i++) {
                assertThat(fitted[t][used()[i]] + 0.001 * weights[t][i]).isCloseTo(targets[t][i], within(1e-9));
            }
        }
    }

    @Test
    void targets_of_zero_have_weights_of_zero() {
        double[][] matrix = kernel(2).matrix(0.01);
        for (double[][] weights : ridge.fit(matrix, used(), new double[1][500], ALPHAS)) {
            assertThat(weights[0]).containsOnly(0);
        }
    }

    @Test
    void copies_of_one_row_are_solved() {
        Codes codes = new Codes("z", new float[ROWS * 2], ROWS, 2);
        double[][] matrix = new RadialKernel(codes, Standardization.of(codes), threads).matrix(1);
        double[][] targets = targets();
        double sum = IntStream.range(0, 500).mapToDouble(i -> targets[0][i]).sum();
        double[][] weights = ridge.fit(matrix, used(), targets, List.of(0.1)).get(0);
        // Of the matrix of ones plus 0.1: weights (y - mean part) / 0.1.
        assertThat(weights[0][3]).isCloseTo((targets[0][3] - sum / 500.1) / 0.1, within(1e-8));
    }
}
