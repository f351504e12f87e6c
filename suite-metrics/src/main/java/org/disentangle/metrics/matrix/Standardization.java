package org.disentangle.metrics.matrix;

import java.util.Arrays;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;

/**
 * Shifts and scales every column to mean 0 and population deviation 1, by the statistics of one set of codes (the training
 * set's, also for test codes).
 *
 * <p>A column whose deviation is below {@value #CONSTANT} of its root mean square is constant and becomes 0. Codes are float32,
 * so what varies there is rounding, which would otherwise be blown up to the size of a feature.
 */
public final class Standardization implements RowReader {
    /** A column whose deviation is at most this share of its root mean square does not vary. */
    public static final double CONSTANT = 1e-6;

    private final double[] mean;
    private final double[] scale;

    private Standardization(double[] mean, double[] scale) {
        this.mean = mean;
        this.scale = scale;
    }

    /** @throws UserError if there are no rows, or a value is not finite */
    public static Standardization of(Codes codes) {
        return of(CodeRows.of(codes));
    }

    /**
     * The same of rows that need not be in memory, in three passes over them.
     *
     * @throws UserError if there are no rows, or a value is not finite
     */
    public static Standardization of(CodeRows codes) {
        requireFinite(codes, "training");
        if (codes.rows() == 0) {
            throw new UserError("Block '" + codes.block() + "' has no training rows; probes need at least one");
        }
        double[] mean = new double[codes.dimension()];
        addUp(codes, mean, new double[codes.dimension()], false);
        double[] variance = new double[codes.dimension()];
        addUp(codes, variance, mean, true);
        double[] scale = new double[codes.dimension()];
        for (int j = 0; j < scale.length; j++) {
            double rootMeanSquare = Math.sqrt(mean[j] * mean[j] + variance[j]);
            double deviation = Math.sqrt(variance[j]);
            scale[j] = deviation <= CONSTANT * rootMeanSquare ? 0 : 1 / deviation;
        }
        return new Standardization(mean, scale);
    }

    /** Shifts every column to mean 0 and leaves its scale; otherwise as {@link #of}. */
    public static Standardization centered(Codes codes) {
        Standardization standardization = of(codes);
        double[] scale = Arrays.stream(standardization.scale)
                .map(factor -> factor == 0 ? 0 : 1)
                .toArray();
        return new Standardization(standardization.mean, scale);
    }

    private static void addUp(CodeRows codes, double[] into, double[] center, boolean squared) {
        int dimension = codes.dimension();
        forEachBlock(codes, (values, from, count) -> {
            for (int row = 0; row < count; row++) {
                int offset = row * dimension;
                for (int j = 0; j < dimension; j++) {
                    double centered = values[offset + j] - center[j];
                    into[j] += squared ? centered * centered : centered;
                }
            }
        });
        for (int j = 0; j < dimension; j++) {
            into[j] /= codes.rows();
        }
    }

    /** Some rows, in the order in which they come. */
    @FunctionalInterface
    private interface Block {
        void see(float[] values, int from, int count);
    }

    private static void forEachBlock(CodeRows codes, Block block) {
        int step = RowBlock.rowsPerBlock(codes.dimension());
        float[] values = new float[Math.min(step, codes.rows()) * codes.dimension()];
        for (int from = 0; from < codes.rows(); from += step) {
            int count = Math.min(step, codes.rows() - from);
            codes.read(from, from + count, values);
            block.see(values, from, count);
        }
    }

    /**
     * @param split for the message, such as {@code test}
     * @throws UserError naming block, row and column of the first value that is NaN or infinite
     */
    public static void requireFinite(Codes codes, String split) {
        requireFinite(CodeRows.of(codes), split);
    }

    /**
     * @param split for the message, such as {@code test}
     * @throws UserError naming block, row and column of the first value that is NaN or infinite
     */
    public static void requireFinite(CodeRows codes, String split) {
        forEachBlock(codes, (values, from, count) -> {
            for (int i = 0; i < count * codes.dimension(); i++) {
                if (!Float.isFinite(values[i])) {
                    throw new UserError("Block '" + codes.block() + "' holds " + values[i] + " in column "
                            + i % codes.dimension() + " of " + split + " row " + (from + i / codes.dimension())
                            + "; only finite codes can be scored. The encoder has most likely diverged: look at the loss"
                            + " curve, and lower the learning rate or the weight of the regulariser.");
                }
            }
        });
    }

    public int dimension() {
        return mean.length;
    }

    /** Whether a column is constant. */
    public boolean constant(int column) {
        return scale[column] == 0;
    }

    /** How many columns are constant. */
    public int constantColumns() {
        return (int) Arrays.stream(scale).filter(factor -> factor == 0).count();
    }

    @Override
    public void read(float[] values, int offset, double[] row) {
        // Two loops, because C2 vectorises only the second: it does not convert in vectors.
        for (int j = 0; j < mean.length; j++) {
            row[j] = values[offset + j];
        }
        for (int j = 0; j < mean.length; j++) {
            row[j] = (row[j] - mean[j]) * scale[j];
        }
    }
}
