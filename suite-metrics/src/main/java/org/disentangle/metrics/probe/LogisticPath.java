package org.disentangle.metrics.probe;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.jspecify.annotations.Nullable;

/**
 * Fits of {@link LogisticRegression} to the same rows with one penalty after another. The codes are standardised and their second moments
 * taken once, and each fit begins where the one before ended, which from strong penalties to weak ones saves most of the steps. The
 * minimum is the same from anywhere, to the tolerance.
 */
public final class LogisticPath {
    private static final double RANGE = 10;

    private final Standardization standardization;
    private final int[] present;
    private final Lbfgs optimizer;
    private final @Nullable LogisticObjective objective;
    private double[] start;
    private Lbfgs.@Nullable Preconditioner preconditioner;
    private double madeFor;
    private RowProbe.Passes passes = RowProbe.Passes.UNHEARD;

    /**
     * @param transformation of the features
     * @param balanced whether classes count alike, however many rows they have
     */
    LogisticPath(
            CodeRows codes,
            ClassLabels labels,
            Standardization transformation,
            boolean balanced,
            double tolerance,
            int iterations,
            Shards threads) {
        if (codes.rows() != labels.rows()) {
            throw new IllegalArgumentException("Block '" + codes.block() + "' has " + codes.rows() + " rows, factor '"
                    + labels.factor() + "' " + labels.rows() + " labels");
        }
        standardization = transformation;
        int[] counts = labels.counts();
        present = IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
        optimizer = new Lbfgs(tolerance, iterations);
        objective = present.length == 1
                ? null
                : new LogisticObjective(
                        codes,
                        positions(labels.values(), present, counts.length),
                        weights(counts, present, balanced),
                        0,
                        standardization,
                        threads);
        start = new double[present.length * (codes.dimension() + 1)];
    }

    /** Tells of the passes of all fits to come. */
    void tell(RowProbe.Passes listener) {
        passes = listener;
    }

    /** The fit with a penalty, at least 0. */
    public LogisticRegression.Fit fit(double l2) {
        if (objective == null) {
            return new LogisticRegression.Fit(new LogisticModel(standardization, present, start), 0, 0, 0, 0, true);
        }
        objective.penalize(l2);
        Lbfgs.Minimum minimum = optimizer.minimize(heard(objective), preconditioner(objective, l2), start);
        start = minimum.point();
        return new LogisticRegression.Fit(
                new LogisticModel(standardization, present, minimum.point()),
                minimum.value(),
                minimum.gradientNorm(),
                minimum.iterations(),
                minimum.evaluations(),
                minimum.end() == Lbfgs.End.CONVERGED);
    }

    private Lbfgs.Objective heard(LogisticObjective silent) {
        AtomicInteger number = new AtomicInteger();
        return (point, gradient) -> {
            double value = silent.evaluate(point, gradient);
            passes.passed(number.incrementAndGet(), value, Lbfgs.largest(gradient));
            return value;
        };
    }

    /** One serves penalties within a factor of {@value #RANGE}: it need not fit exactly, and making it costs as much as many steps. */
    private Lbfgs.Preconditioner preconditioner(LogisticObjective of, double l2) {
        Lbfgs.Preconditioner known = preconditioner;
        if (known == null || l2 < madeFor / RANGE || l2 > madeFor * RANGE) {
            known = of.preconditioner();
            preconditioner = known;
            madeFor = l2;
        }
        return known;
    }

    /** The parameters at which the next fit begins: the last one's minimum. */
    double[] point() {
        return start.clone();
    }

    /** Begins the next fit at a minimum of another path, if that has the same classes. */
    void startAt(LogisticPath other, double[] point) {
        if (Arrays.equals(present, other.present)) {
            start = point.clone();
        }
    }

    private static double[] weights(int[] counts, int[] present, boolean balanced) {
        int rows = IntStream.of(counts).sum();
        return IntStream.of(present)
                .mapToDouble(value -> balanced ? (double) rows / ((double) present.length * counts[value]) : 1)
                .toArray();
    }

    /** Labels as positions among the present classes. */
    private static int[] positions(int[] labels, int[] present, int cardinality) {
        int[] position = new int[cardinality];
        for (int p = 0; p < present.length; p++) {
            position[present[p]] = p;
        }
        return IntStream.of(labels).map(label -> position[label]).toArray();
    }
}
