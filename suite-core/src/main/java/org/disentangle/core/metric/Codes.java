package org.disentangle.core.metric;

/**
 * The codes of one block.
 *
 * @param block such as {@code r}, {@code z0}
 * @param values row-major {@code [rows, dimension]}; not written to
 */
public record Codes(String block, float[] values, int rows, int dimension) {
    public Codes {
        if ((long) rows * dimension != values.length) {
            throw new IllegalArgumentException("Block '" + block + "': " + rows + " x " + dimension + " codes need "
                    + (long) rows * dimension + " values, not " + values.length);
        }
    }

    /** Some rows, in the order in which they are named; a row may be named more than once. */
    public Codes select(int[] rows) {
        float[] selected = new float[rows.length * dimension];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * dimension, selected, i * dimension, dimension);
        }
        return new Codes(block, selected, rows.length, dimension);
    }
}
