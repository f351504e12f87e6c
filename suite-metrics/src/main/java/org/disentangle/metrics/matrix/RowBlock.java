package org.disentangle.metrics.matrix;

import org.disentangle.core.metric.Codes;
import org.jspecify.annotations.Nullable;

/**
 * Scratch space for some rows of codes, transformed and in double precision, by row and by column: a product along rows needs
 * the one, a product along columns the other (see {@link DenseProduct}). Holding only a block of rows keeps the float32 codes
 * the one copy of the data.
 */
public final class RowBlock {
    private static final int TARGET_ELEMENTS = 1 << 17;
    private static final int FEWEST_ROWS = 64;
    private static final int MOST_ROWS = 512;
    private static final int TRANSPOSED_AT_ONCE = 8;

    private final double[][] byRow;
    private final double[][] byColumn;
    private float @Nullable [] values;
    private int rows;

    public RowBlock(int dimension) {
        int capacity = rowsPerBlock(dimension);
        byRow = new double[capacity][dimension];
        byColumn = new double[dimension][capacity];
    }

    /** A function of the dimension alone, so that sums over blocks fall alike on every machine; about 1 MiB per block. */
    public static int rowsPerBlock(int dimension) {
        return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, TARGET_ELEMENTS / Math.max(1, dimension)));
    }

    /** How many blocks hold so many rows. */
    public static int blocks(int rows, int dimension) {
        int perBlock = rowsPerBlock(dimension);
        return (rows + perBlock - 1) / perBlock;
    }

    /** Fills the block with rows {@code from} to {@code to} (exclusive). */
    public void load(Codes codes, RowReader reader, int from, int to) {
        fill(codes.values(), from * codes.dimension(), codes.dimension(), reader, to - from);
    }

    /** The same of rows that need not be in memory. */
    public void load(CodeRows codes, RowReader reader, int from, int to) {
        float[] read = values;
        if (read == null) {
            read = new float[byRow.length * codes.dimension()];
            values = read;
        }
        codes.read(from, to, read);
        fill(read, 0, codes.dimension(), reader, to - from);
    }

    private void fill(float[] from, int offset, int dimension, RowReader reader, int count) {
        rows = count;
        for (int i = 0; i < rows; i++) {
            reader.read(from, offset + i * dimension, byRow[i]);
        }
        int tiled = rows - rows % TRANSPOSED_AT_ONCE;
        for (int i = 0; i < tiled; i += TRANSPOSED_AT_ONCE) {
            transposeEight(i);
        }
        for (int i = tiled; i < rows; i++) {
            double[] row = byRow[i];
            for (int j = 0; j < dimension; j++) {
                byColumn[j][i] = row[j];
            }
        }
    }

    /** Eight rows at once, so that what is written to a column fills a cache line. */
    private void transposeEight(int i) {
        double[] r0 = byRow[i];
        double[] r1 = byRow[i + 1];
        double[] r2 = byRow[i + 2];
        double[] r3 = byRow[i + 3];
        double[] r4 = byRow[i + 4];
        double[] r5 = byRow[i + 5];
        double[] r6 = byRow[i + 6];
        double[] r7 = byRow[i + 7];
        for (int j = 0; j < byColumn.length; j++) {
            double[] column = byColumn[j];
            column[i] = r0[j];
            column[i + 1] = r1[j];
            column[i + 2] = r2[j];
            column[i + 3] = r3[j];
            column[i + 4] = r4[j];
            column[i + 5] = r5[j];
            column[i + 6] = r6[j];
            column[i + 7] = r7[j];
        }
    }

    public int rows() {
        return rows;
    }

    /** {@code [rows, dimension]}; rows beyond {@link #rows} hold what was there before. */
    public double[][] byRow() {
        return byRow;
    }

    /** {@code [dimension, rows]}. */
    public double[][] byColumn() {
        return byColumn;
    }
}
