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
}
