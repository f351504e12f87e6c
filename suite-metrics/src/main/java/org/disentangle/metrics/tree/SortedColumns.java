package org.disentangle.metrics.tree;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;

/**
 * Codes column by column, each in ascending order. Columns are sorted once; trees only ever divide them, in a stable way, and so need
 * no sorting of their own.
 *
 * <p>An entry is a value's 32 bits above its row's number, in one {@code long}: the loops over a column then read memory in order.
 */
public final class SortedColumns {
    private final int rows;
    private final int length;
    private final long[][] columns;

    private SortedColumns(int rows, int length, long[][] columns) {
        this.rows = rows;
        this.length = length;
        this.columns = columns;
    }

    /** @throws org.disentangle.core.UserError if a value is not finite, naming block, column and row */
    public static SortedColumns of(Codes codes, Shards threads) {
        Standardization.requireFinite(codes, "training");
        long[][] columns = new long[codes.dimension()][];
        threads.run(codes.dimension(), (column, worker) -> columns[column] = sorted(codes, column));
        return new SortedColumns(codes.rows(), codes.rows(), columns);
    }

    private static long[] sorted(Codes codes, int column) {
        long[] entries = new long[codes.rows()];
        for (int row = 0; row < entries.length; row++) {
            entries[row] = entry(flip(Float.floatToRawIntBits(codes.values()[row * codes.dimension() + column])), row);
        }
        Arrays.sort(entries);
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry(flip((int) (entries[i] >>> 32)), row(entries[i]));
        }
        return entries;
    }

    /** Bits of a float to an integer of the same order, and back. */
    private static int flip(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    private static long entry(int bits, int row) {
        return (long) bits << 32 | row;
    }

    static int row(long entry) {
        return (int) entry;
    }

    static float value(long entry) {
        return Float.intBitsToFloat((int) (entry >>> 32));
    }

    /**
     * The same columns with each row as often as it was drawn.
     *
     * @param counts {@code [rows]}
     */
    SortedColumns drawn(int[] counts) {
        int total = Arrays.stream(counts).sum();
        long[][] drawn = new long[columns.length][total];
        for (int column = 0; column < columns.length; column++) {
            int next = 0;
            for (long entry : columns[column]) {
                for (int i = counts[row(entry)]; i > 0; i--) {
                    drawn[column][next++] = entry;
                }
            }
        }
        return new SortedColumns(rows, total, drawn);
    }

    /** Rows of the codes, whose numbers are {@code 0..rows-1}. */
    public int rows() {
        return rows;
    }

    /** Entries of each column: the rows, or how often rows were drawn. */
    int length() {
        return length;
    }

    public int dimension() {
        return columns.length;
    }

    /** Not to be written to. */
    long[] column(int column) {
        return columns[column];
    }
}
