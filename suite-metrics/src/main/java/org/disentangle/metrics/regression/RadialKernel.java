package org.disentangle.metrics.regression;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.RowReader;
import org.disentangle.metrics.matrix.Shards;

/**
 * The kernel {@code exp(-gamma |x - y|^2)} among some points, whose distances are computed once for all values of gamma: from the norms
 * and inner products in double precision, no less than 0. Holds {@code 12 n^2} bytes: a triangle of distances and a whole matrix.
 */
final class RadialKernel {
    private static final int TILE = 64;
    private static final int TEST_ROWS = 128;
    /** Beyond it the exponential is below 1e-304, and nothing is lost where it becomes 0. */
    private static final double NOTHING = 700;

    private final int size;
    private final int dimension;
    private final Shards threads;
    private final RowReader reader;
    private final double[][] points;
    private final double[] norms;
    /** {@code distances[i][j - i]} is the squared distance of i and j, from i on. */
    private final double[][] distances;

    private final double[][] matrix;
    private double gamma = Double.NaN;

    /** @param reader that standardises a row of the codes */
    RadialKernel(Codes codes, RowReader reader, Shards threads) {
        this.size = codes.rows();
        this.dimension = codes.dimension();
        this.threads = threads;
        this.reader = reader;
        this.points = read(codes, 0, size);
        this.norms = norms(points);
        this.distances = new double[size][];
        this.matrix = new double[size][size];
        double[][] columns = transposed(points);
        threads.run(tiles(), (tile, worker) -> {
            int from = tile * TILE;
            int to = Math.min(size, from + TILE);
            double[][] products = new double[to - from][size];
            DenseProduct.addProduct(
                    products, Arrays.copyOfRange(points, from, to), columns, to - from, dimension, size);
            for (int i = from; i < to; i++) {
                double[] row = new double[size - i];
                for (int j = i + 1; j < size; j++) {
                    row[j - i] = distance(norms[i], norms[j], products[i - from][j]);
                }
                distances[i] = row;
            }
        });
    }

    private int tiles() {
        return (size + TILE - 1) / TILE;
    }

    private double[][] read(Codes codes, int from, int to) {
        double[][] rows = new double[to - from][dimension];
        for (int i = from; i < to; i++) {
            reader.read(codes.values(), i * dimension, rows[i - from]);
        }
        return rows;
    }

    private double[][] transposed(double[][] rows) {
        double[][] columns = new double[dimension][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < dimension; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    private static double[] norms(double[][] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> {
                    double sum = 0;
                    for (double value : row) {
                        sum = Math.fma(value, value, sum);
                    }
                    return sum;
                })
                .toArray();
    }

    private static double distance(double norm, double other, double product) {
        return Math.max(0, norm + other - 2 * product);
    }

    private static double kernel(double gamma, double distance) {
        double exponent = gamma * distance;
        return exponent > NOTHING ? 0 : Math.exp(-exponent);
    }

    int size() {
        return size;
    }

    /** {@code [n, n]}; overwritten by the next call with another gamma. */
    double[][] matrix(double withGamma) {
        if (withGamma != gamma) {
            gamma = withGamma;
            threads.run(tiles(), (tile, worker) -> {
                int from = tile * TILE;
                int to = Math.min(size, from + TILE);
                for (int start = from; start < size; start += TILE) {
                    fill(from, to, start, Math.min(size, start + TILE));
                }
            });
        }
        return matrix;
    }

    private void fill(int from, int to, int start, int end) {
        for (int i = from; i < to; i++) {
            for (int j = Math.max(i, start); j < end; j++) {
                double value = kernel(gamma, distances[i][j - i]);
                matrix[i][j] = value;
                matrix[j][i] = value;
            }
        }
    }

    /**
     * What functions {@code sum_i weights[t][i] k(x_i, .)} say of other rows.
     *
     * @param weights {@code [count, n]}
     * @return {@code [count, to - from]}
     */
    double[][] predict(double withGamma, double[][] weights, Codes codes, int from, int to) {
        double[][] predicted = new double[weights.length][to - from];
        threads.run((to - from + TEST_ROWS - 1) / TEST_ROWS, (shard, worker) -> {
            int first = from + shard * TEST_ROWS;
            double[][] rows = read(codes, first, Math.min(to, first + TEST_ROWS));
            double[] others = norms(rows);
            double[][] kernels = new double[size][rows.length];
            DenseProduct.addProduct(kernels, points, transposed(rows), size, dimension, rows.length);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < rows.length; j++) {
                    kernels[i][j] = kernel(withGamma, distance(norms[i], others[j], kernels[i][j]));
                }
            }
            double[][] sums = new double[weights.length][rows.length];
            DenseProduct.addProduct(sums, weights, kernels, weights.length, size, rows.length);
            for (int t = 0; t < weights.length; t++) {
                System.arraycopy(sums[t], 0, predicted[t], first - from, rows.length);
            }
        });
        return predicted;
    }
}
