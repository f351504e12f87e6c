package org.disentangle.metrics.matrix;

/** Turns one row of float32 codes into what is computed with. */
@FunctionalInterface
public interface RowReader {
    /**
     * @param offset of the row's first value
     * @param row overwritten with the transformed row
     */
    void read(float[] values, int offset, double[] row);
}
