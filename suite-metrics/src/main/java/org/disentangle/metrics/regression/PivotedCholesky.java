package org.disentangle.metrics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.disentangle.metrics.matrix.BlockedCholesky;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.Shards;

/**
 * The leading part {@code L' L} of a kernel matrix by Cholesky's factor with pivoting: smooth kernels have little besides it. Its inverse
 * with a ridge added, by Woodbury's formula, is a preconditioner for the whole matrix.
 */
final class PivotedCholesky {
    /** Ends the factor where less than this share of the trace is left. */
    private static final double REST = 1e-13;

    /** Where it leaves more of the trace, it is no help. */
    private static final double MOST_LEFT = 0.2;
    /** Where more is left after so many rows, it will not be. */
    private static final double HOPELESS = 0.5;

    private static final int TRIED = 128;

    private static final int ROWS_AT_ONCE = 64;

    private final int size;
    /** {@code [rank, n]} */
    private final double[][] factor;

    private final double[][] transposed;
    private final double[][] moments;
    private final Shards threads;
    private final boolean useful;
    private double rest;

    /** @param most rows of the factor at most */
    PivotedCholesky(double[][] kernel, int[] used, int most, Shards threads) {
        this.size = used.length;
        this.threads = threads;
        double[][] rows = factor(kernel, used, most);
        this.useful = rest <= MOST_LEFT * size;
        this.factor = useful ? rows : new double[0][];
        this.transposed = new double[size][factor.length];
        for (int k = 0; k < factor.length; k++) {
            for (int i = 0; i < size; i++) {
                transposed[i][k] = factor[k][i];
            }
        }
        this.moments = new double[factor.length][factor.length];
        threads.run((factor.length + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE, (shard, worker) -> {
            int from = shard * ROWS_AT_ONCE;
            int to = Math.min(factor.length, from + ROWS_AT_ONCE);
            DenseProduct.addProduct(
                    Arrays.copyOfRange(moments, from, to),
                    Arrays.copyOfRange(factor, from, to),
                    transposed,
                    to - from,
                    size,
                    factor.length);
        });
    }

    private double[][] factor(double[][] kernel, int[] used, int most) {
        double[] left = new double[size];
        for (int i = 0; i < size; i++) {
            left[i] = kernel[used[i]][used[i]];
        }
        double trace = Arrays.stream(left).sum();
        List<double[]> rows = new ArrayList<>();
        double[][] all = new double[most][];
        rest = trace;
        while (rows.size() < most && rest > REST * trace && (rows.size() != TRIED || rest <= HOPELESS * trace)) {
            int pivot = 0;
            for (int i = 1; i < size; i++) {
                if (left[i] > left[pivot]) {
                    pivot = i;
                }
            }
            double[] row = new double[size];
            for (int i = 0; i < size; i++) {
                row[i] = kernel[used[pivot]][used[i]];
            }
            double[] before = new double[rows.size()];
            for (int k = 0; k < before.length; k++) {
                before[k] = -all[k][pivot];
            }
            DenseProduct.addProduct(new double[][] {row}, new double[][] {before}, all, 1, before.length, size);
            double scale = 1 / Math.sqrt(left[pivot]);
            rest = 0;
            for (int i = 0; i < size; i++) {
                row[i] *= scale;
                left[i] = Math.max(0, left[i] - row[i] * row[i]);
                rest += left[i];
            }
            left[pivot] = 0;
            all[rows.size()] = row;
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }

    /** Whether it holds so much of the kernel that it helps. */
    boolean useful() {
        return useful;
    }

    /** Multiplies rows of numbers by a matrix, in place. */
    @FunctionalInterface
    interface Inverse {
        /** @param rows {@code [count, n]} */
        void apply(double[][] rows);
    }

    /** {@code (L' L + alpha I)^-1}. */
    Inverse inverse(double alpha) {
        int rank = factor.length;
        BlockedCholesky inner = new BlockedCholesky(rank, threads);
        inner.factor((row, from, count, into) -> {
            System.arraycopy(moments[row], from, into, 0, count);
            if (row >= from && row < from + count) {
                into[row - from] += alpha;
            }
        });
        return rows -> {
            double[][] seen = new double[rows.length][rank];
            DenseProduct.addProduct(seen, rows, transposed, rows.length, size, rank);
            inner.solve(seen);
            for (double[] row : seen) {
                for (int k = 0; k < rank; k++) {
                    row[k] = -row[k];
                }
            }
            DenseProduct.addProduct(rows, seen, factor, rows.length, rank, size);
            for (double[] row : rows) {
                for (int i = 0; i < size; i++) {
                    row[i] /= alpha;
                }
            }
        };
    }
}
