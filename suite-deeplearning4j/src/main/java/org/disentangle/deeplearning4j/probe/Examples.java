package org.disentangle.deeplearning4j.probe;

import java.util.Arrays;

/**
 * Rows to learn from or to be asked about.
 *
 * @param rows how many
 * @param inputs {@code [rows, width]} row by row; not written to
 * @param targets {@code [rows, outputs]} row by row; not written to
 */
record Examples(int rows, float[] inputs, float[] targets) {

    /** Some rows, in the order in which they are named. */
    Examples select(int[] chosen) {
        return new Examples(chosen.length, select(inputs, chosen), select(targets, chosen));
    }

    private float[] select(float[] values, int[] chosen) {
        int width = values.length / Math.max(1, rows);
        float[] selected = new float[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values, chosen[i] * width, selected, i * width, width);
        }
        return selected;
    }

    /** So many rows from one on. */
    Examples slice(int from, int count) {
        return new Examples(count, slice(inputs, from, count), slice(targets, from, count));
    }

    private float[] slice(float[] values, int from, int count) {
        int width = values.length / Math.max(1, rows);
        return Arrays.copyOfRange(values, from * width, (from + count) * width);
    }
}
