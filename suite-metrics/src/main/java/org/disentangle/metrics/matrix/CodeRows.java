package org.disentangle.metrics.matrix;

import org.disentangle.core.metric.Codes;

/** Rows of float32 codes that need not all be in memory. Read by several threads at once. */
public interface CodeRows {
    /** The block's name, for messages. */
    String block();

    int rows();

    int dimension();

    /**
     * Copies rows {@code from} to {@code to} (exclusive) to the beginning of an array.
     *
     * @param into at least {@code (to - from) * dimension} long
     */
    void read(int from, int to, float[] into);

    /** A view of some rows, in the order in which they are named; the nearer they lie together, the faster they are read. */
    default CodeRows select(int[] rows) {
        return new SelectedRows(this, rows);
    }

    /** Codes in memory. */
    static CodeRows of(Codes codes) {
        return new CodeRows() {
            @Override
            public String block() {
                return codes.block();
            }

            @Override
            public int rows() {
                return codes.rows();
            }

            @Override
            public int dimension() {
                return codes.dimension();
            }

            @Override
            public void read(int from, int to, float[] into) {
                int dimension = codes.dimension();
                System.arraycopy(codes.values(), from * dimension, into, 0, (to - from) * dimension);
            }
        };
    }
}
