package org.disentangle.metrics.matrix;

import java.util.Arrays;

/**
 * Solves {@code A x = y} for a symmetric positive definite matrix of some thousand rows, by Cholesky's factor {@code A = U' U} made
 * block by block with the products of {@link DenseProduct}. The order of all sums is fixed by the size of the matrix, so the result
 * does not depend on the number of threads.
 *
 * <p>Holds two triangles, {@code 8 n^2} bytes together for n rows, which further matrices of the same size use again.
 */
public final class BlockedCholesky {
    private static final int BLOCK = 128;

    private final int size;
    private final int blocks;
    private final Shards threads;
    /** Per block column, its rows of U down to the diagonal block: {@code [rows, BLOCK]}. */
    private final double[][][] strips;
    /** The same above the diagonal block, transposed and negated: {@code [BLOCK, rows]}. */
    private final double[][][] negated;
    /** Per block, the inverse of U's diagonal block, and its transpose. */
    private final double[][][] inverse;

    private final double[][][] inverseTransposed;
    private final double[][][] scratch;

    /** Where the matrix comes from. */
    @FunctionalInterface
    public interface Source {
        /** Writes {@code A[row][from..from+count)} to the beginning of {@code into}. */
        void read(int row, int from, int count, double[] into);
    }

    public BlockedCholesky(int size, Shards threads) {
        this.size = size;
        this.threads = threads;
        this.blocks = (size + BLOCK - 1) / BLOCK;
        this.strips = new double[blocks][][];
        this.negated = new double[blocks][][];
        this.inverse = new double[blocks][][];
        this.inverseTransposed = new double[blocks][][];
        for (int b = 0; b < blocks; b++) {
            int width = width(b);
            strips[b] = new double[b * BLOCK + width][width];
            negated[b] = new double[width][b * BLOCK];
            inverse[b] = new double[width][width];
            inverseTransposed[b] = new double[width][width];
        }
        this.scratch = new double[threads.threads()][BLOCK][BLOCK];
    }

    private int width(int block) {
        return Math.min(BLOCK, size - block * BLOCK);
    }

    /**
     * Factors a matrix, of which only the upper triangle is read.
     *
     * @throws ArithmeticException if the matrix is not positive definite to working precision
     */
    public void factor(Source matrix) {
        threads.run(blocks, (j, worker) -> {
            for (int i = 0; i < strips[j].length; i++) {
                matrix.read(i, j * BLOCK, width(j), strips[j][i]);
            }
        });
        for (int step = 0; step < blocks; step++) {
            int k = step;
            int above = k * BLOCK;
            int height = width(k);
            // The diagonal block first, since all others of its row wait for it.
            if (k > 0) {
                DenseProduct.addProduct(rows(k, k), negated[k], strips[k], height, above, height);
            }
            invertDiagonal(k);
            threads.run(blocks - k - 1, (other, worker) -> {
                int j = k + 1 + other;
                double[][] block = rows(j, k);
                DenseProduct.addProduct(block, negated[k], strips[j], height, above, width(j));
                solveBlock(k, block, scratch[worker], width(j));
                double[][] transposed = negated[j];
                for (int i = 0; i < height; i++) {
                    for (int c = 0; c < width(j); c++) {
                        transposed[c][above + i] = -block[i][c];
                    }
                }
            });
        }
    }

    private double[][] rows(int strip, int block) {
        return Arrays.copyOfRange(strips[strip], block * BLOCK, block * BLOCK + width(block));
    }

    private void solveBlock(int k, double[][] block, double[][] space, int width) {
        int height = width(k);
        for (int i = 0; i < height; i++) {
            Arrays.fill(space[i], 0, width, 0);
        }
        DenseProduct.addProduct(space, inverseTransposed[k], block, height, height, width);
        for (int i = 0; i < height; i++) {
            System.arraycopy(space[i], 0, block[i], 0, width);
        }
    }

    private void invertDiagonal(int k) {
        double[][] upper = rows(k, k);
        PositiveDefinite.factor(upper);
        PositiveDefinite.invertUpper(upper, inverse[k]);
        PositiveDefinite.transpose(inverse[k], inverseTransposed[k]);
    }

    /** @param right {@code [count, size]}, each row a right-hand side; overwritten with the solutions */
    public void solve(double[][] right) {
        int count = right.length;
        double[][] segment = new double[count][BLOCK];
        double[][] solved = new double[count][BLOCK];
        for (int k = 0; k < blocks; k++) {
            take(right, k, segment);
            DenseProduct.addProduct(segment, negative(right, k * BLOCK), strips[k], count, k * BLOCK, width(k));
            multiply(solved, segment, inverse[k]);
            put(solved, k, right);
        }
        for (int k = blocks - 1; k >= 0; k--) {
            take(right, k, segment);
            multiply(solved, segment, inverseTransposed[k]);
            put(solved, k, right);
            DenseProduct.addProduct(right, solved, negated[k], count, width(k), k * BLOCK);
        }
    }

    private static double[][] negative(double[][] right, int width) {
        double[][] negative = new double[right.length][width];
        for (int t = 0; t < right.length; t++) {
            for (int j = 0; j < width; j++) {
                negative[t][j] = -right[t][j];
            }
        }
        return negative;
    }

    private void take(double[][] right, int block, double[][] segment) {
        for (int t = 0; t < right.length; t++) {
            System.arraycopy(right[t], block * BLOCK, segment[t], 0, width(block));
        }
    }

    private void put(double[][] segment, int block, double[][] right) {
        for (int t = 0; t < right.length; t++) {
            System.arraycopy(segment[t], 0, right[t], block * BLOCK, width(block));
        }
    }

    private static void multiply(double[][] product, double[][] left, double[][] square) {
        for (double[] row : product) {
            Arrays.fill(row, 0);
        }
        DenseProduct.addProduct(product, left, square, left.length, square.length, square.length);
    }
}
