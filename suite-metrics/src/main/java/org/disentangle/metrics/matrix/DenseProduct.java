package org.disentangle.metrics.matrix;

/**
 * The one inner loop of this module: {@code out[i] += sum over k of coefficients[i][k] * in[k]}, where {@code out[i]} and
 * {@code in[k]} are rows of numbers.
 *
 * <p>Rows are arrays of their own and the loop runs along them, because that is what HotSpot's C2 turns into vector
 * instructions on JDK 17: it vectorises no reductions of floating-point numbers, no conversion from float to double, and no
 * loop body much larger than the two-by-four tile below. Every element is summed over k in ascending order, in groups of
 * four, by fused multiply-add, so the result depends neither on compilation nor on how callers split the rows. Every ARM64
 * processor and every x86-64 one since 2013 has that instruction; on others the results are the same and the wait is long.
 */
public final class DenseProduct {
    private static final int TILE = 4;
    /** So many rows of so many columns of the result stay in the first-level cache while all of {@code in} goes by. */
    private static final int ROWS_AT_ONCE = 16;

    private static final int COLUMNS_AT_ONCE = 256;

    private DenseProduct() {}

    /**
     * @param out {@code [rows]} rows of at least {@code width} numbers, added to
     * @param coefficients {@code [rows, depth]}
     * @param in {@code [depth]} rows of at least {@code width} numbers
     */
    public static void addProduct(
            double[][] out, double[][] coefficients, double[][] in, int rows, int depth, int width) {
        for (int from = 0; from < width; from += COLUMNS_AT_ONCE) {
            int to = Math.min(width, from + COLUMNS_AT_ONCE);
            for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
                addProduct(out, coefficients, in, first, Math.min(rows, first + ROWS_AT_ONCE), depth, from, to);
            }
        }
    }

    private static void addProduct(
            double[][] out, double[][] coefficients, double[][] in, int first, int last, int depth, int from, int to) {
        int tiled = depth - depth % TILE;
        for (int k = 0; k < tiled; k += TILE) {
            int i = first;
            for (; i + 1 < last; i += 2) {
                addFourToTwo(out[i], out[i + 1], coefficients[i], coefficients[i + 1], in, k, from, to);
            }
            if (i < last) {
                addFour(out[i], coefficients[i], in, k, from, to);
            }
        }
        for (int k = tiled; k < depth; k++) {
            for (int i = first; i < last; i++) {
                addOne(out[i], coefficients[i][k], in[k], from, to);
            }
        }
    }

    private static void addFourToTwo(
            double[] out,
            double[] other,
            double[] coefficients,
            double[] others,
            double[][] in,
            int k,
            int from,
            int to) {
        double a0 = coefficients[k];
        double a1 = coefficients[k + 1];
        double a2 = coefficients[k + 2];
        double a3 = coefficients[k + 3];
        double b0 = others[k];
        double b1 = others[k + 1];
        double b2 = others[k + 2];
        double b3 = others[k + 3];
        double[] x0 = in[k];
        double[] x1 = in[k + 1];
        double[] x2 = in[k + 2];
        double[] x3 = in[k + 3];
        for (int j = from; j < to; j++) {
            out[j] = Math.fma(a3, x3[j], Math.fma(a2, x2[j], Math.fma(a1, x1[j], Math.fma(a0, x0[j], out[j]))));
            other[j] = Math.fma(b3, x3[j], Math.fma(b2, x2[j], Math.fma(b1, x1[j], Math.fma(b0, x0[j], other[j]))));
        }
    }

    private static void addFour(double[] out, double[] coefficients, double[][] in, int k, int from, int to) {
        double a0 = coefficients[k];
        double a1 = coefficients[k + 1];
        double a2 = coefficients[k + 2];
        double a3 = coefficients[k + 3];
        double[] x0 = in[k];
        double[] x1 = in[k + 1];
        double[] x2 = in[k + 2];
        double[] x3 = in[k + 3];
        for (int j = from; j < to; j++) {
            out[j] = Math.fma(a3, x3[j], Math.fma(a2, x2[j], Math.fma(a1, x1[j], Math.fma(a0, x0[j], out[j]))));
        }
    }

    /** {@code out += factor * in} over the first {@code width} numbers. */
    static void addOne(double[] out, double factor, double[] in, int width) {
        addOne(out, factor, in, 0, width);
    }

    private static void addOne(double[] out, double factor, double[] in, int from, int to) {
        for (int j = from; j < to; j++) {
            out[j] = Math.fma(factor, in[j], out[j]);
        }
    }
}
