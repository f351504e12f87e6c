package org.disentangle.metrics;

/** The share of rows whose class is predicted. */
public final class Accuracy {
    private Accuracy() {}

    /**
     * In {@code 0..1}.
     *
     * @param predicted classes per row, as numbers
     * @param wanted likewise, at least one row
     */
    public static double of(double[] predicted, double[] wanted) {
        int right = 0;
        for (int row = 0; row < wanted.length; row++) {
            right += predicted[row] == wanted[row] ? 1 : 0;
        }
        return (double) right / wanted.length;
    }
}
