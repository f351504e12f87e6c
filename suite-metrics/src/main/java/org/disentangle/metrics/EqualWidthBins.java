package org.disentangle.metrics;

/**
 * Bins of equal width between the least and the greatest of some values, as disentanglement_lib's {@code make_discretizer} has them
 * (NumPy's {@code histogram} edges and {@code digitize}): a value falls into the last bin whose left edge {@code least + k width} is not
 * above it, so the greatest falls into the last. Edges are computed in double precision, also for float32 values. Values outside
 * fall into the outermost bins; where all values are equal there is one bin.
 */
public final class EqualWidthBins {
    private final double least;
    private final double width;
    private final int bins;

    /** @param bins at least 1 */
    public EqualWidthBins(double least, double greatest, int bins) {
        if (bins < 1 || !(least <= greatest)) {
            throw new IllegalArgumentException(bins + " bins from " + least + " to " + greatest);
        }
        this.least = least;
        this.width = (greatest - least) / bins;
        this.bins = bins;
    }

    /** Between the least and the greatest of the values; one bin if there are none. */
    public static EqualWidthBins of(double[] values, int bins) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return values.length == 0 ? new EqualWidthBins(0, 0, bins) : new EqualWidthBins(least, greatest, bins);
    }

    /** The bin of a value, in {@code 0..bins-1}. */
    public int of(double value) {
        if (!(width > 0)) {
            return 0;
        }
        int bin = (int) Math.max(0, Math.min(bins - 1, (value - least) / width));
        // The division may round over an edge.
        if (bin + 1 < bins && value >= edge(bin + 1)) {
            bin++;
        } else if (bin > 0 && value < edge(bin)) {
            bin--;
        }
        return bin;
    }

    private double edge(int bin) {
        return least + bin * width;
    }

    /** The bins of all values. */
    public int[] of(double[] values) {
        int[] of = new int[values.length];
        for (int row = 0; row < of.length; row++) {
            of[row] = of(values[row]);
        }
        return of;
    }
}
