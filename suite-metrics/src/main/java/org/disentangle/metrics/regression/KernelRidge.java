package org.disentangle.metrics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.disentangle.metrics.matrix.BlockedCholesky;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.Shards;
import org.jspecify.annotations.Nullable;

/**
 * Kernel ridge regression without intercept: weights {@code (K + alpha I)^-1 y}, for several targets and ridges at once.
 *
 * <p>Where the kernel is nearly diagonal or nearly of low rank, as it is at the ends of the reference grid, preconditioned conjugate
 * gradients take a few products with K, made for all ridges and targets together. They end when every residual is at most {@value #TOLERANCE}
 * of its target's norm; what is then predicted for any row is off by at most that norm times {@value #TOLERANCE} / sqrt(alpha), about 2e-8 for 4,096
 * standardised targets and a ridge of 0.001. Ridges for which they would take longer than Cholesky's factor of {@code K + alpha I}, which
 * is seen after a few products, are left to that. (An eigendecomposition, which would serve all ridges, costs many such factors,
 * a reduction to tridiagonal form alone as much as four.)
 */
final class KernelRidge {
    static final double TOLERANCE = 1e-11;
    private static final int MOST_PRODUCTS = 32;
    private static final int TRIED_PRODUCTS = 4;
    private static final int FEWEST_ROWS = 512;
    private static final int LARGEST_RANK = 512;
    private static final int SHARDS = 8;

    private final Shards threads;
    private @Nullable BlockedCholesky cholesky;
    private int factored;

    KernelRidge(Shards threads) {
        this.threads = threads;
    }

    /**
     * @param kernel {@code [n, n]}
     * @param used ascending rows of the kernel to fit on
     * @param targets {@code [count, used]}
     * @return per alpha the weights {@code [count, used]}
     */
    List<double[][]> fit(double[][] kernel, int[] used, double[][] targets, List<Double> alphas) {
        List<double @Nullable [][]> iterated = used.length < FEWEST_ROWS
                ? new ArrayList<>(Collections.nCopies(alphas.size(), null))
                : iterated(kernel, used, targets, alphas);
        List<double[][]> weights = new ArrayList<>();
        for (int a = 0; a < alphas.size(); a++) {
            double[][] found = iterated.get(a);
            weights.add(found == null ? direct(kernel, used, targets, alphas.get(a)) : found);
        }
        return weights;
    }

    /** By Cholesky's factor. */
    double[][] direct(double[][] kernel, int[] used, double[][] targets, double alpha) {
        BlockedCholesky factor = cholesky;
        if (factor == null || factored != used.length) {
            factor = new BlockedCholesky(used.length, threads);
            cholesky = factor;
            factored = used.length;
        }
        factor.factor((row, from, count, into) -> {
            double[] whole = kernel[used[row]];
            for (int j = 0; j < count; j++) {
                into[j] = whole[used[from + j]];
            }
            if (row >= from && row < from + count) {
                into[row - from] += alpha;
            }
        });
        double[][] weights = copy(targets);
        factor.solve(weights);
        return weights;
    }

    /** By conjugate gradients; null for those ridges where they would take too long. */
    List<double @Nullable [][]> iterated(double[][] kernel, int[] used, double[][] targets, List<Double> alphas) {
        PivotedCholesky leading = new PivotedCholesky(kernel, used, Math.min(LARGEST_RANK, used.length / 4), threads);
        List<Equations> systems = new ArrayList<>();
        for (double alpha : alphas) {
            PivotedCholesky.Inverse inverse = leading.useful() ? leading.inverse(alpha) : rows -> {};
            systems.add(new Equations(alpha, targets, inverse));
        }
        double[][] rows = rows(kernel, used);
        for (int made = 1; made <= MOST_PRODUCTS; made++) {
            List<Equations> open = systems.stream()
                    .filter(system -> system.state == State.OPEN)
                    .toList();
            if (open.isEmpty()) {
                break;
            }
            double[][] products = multiply(
                    rows,
                    open.stream()
                            .flatMap(system -> Arrays.stream(system.directions))
                            .toArray(double[][]::new));
            int count = made;
            threads.run(open.size(), (s, worker) -> {
                double[][] own = Arrays.copyOfRange(products, s * targets.length, (s + 1) * targets.length);
                open.get(s).step(own, used, count);
            });
        }
        List<double @Nullable [][]> solved = new ArrayList<>();
        for (Equations system : systems) {
            solved.add(system.state == State.SOLVED ? system.weights : null);
        }
        return solved;
    }

    static double[][] rows(double[][] kernel, int[] used) {
        return Arrays.stream(used).mapToObj(row -> kernel[row]).toArray(double[][]::new);
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private enum State {
        OPEN,
        SOLVED,
        TOO_SLOW
    }

    /** The equations of one ridge, and how far they are solved. */
    private static final class Equations {
        final double alpha;
        final PivotedCholesky.Inverse preconditioner;
        final double[][] weights;
        final double[][] residuals;
        final double[][] directions;
        final double[] norms;
        final double[] inner;
        State state = State.OPEN;

        Equations(double alpha, double[][] targets, PivotedCholesky.Inverse preconditioner) {
            this.alpha = alpha;
            this.preconditioner = preconditioner;
            weights = new double[targets.length][targets[0].length];
            residuals = copy(targets);
            directions = copy(targets);
            preconditioner.apply(directions);
            norms = new double[targets.length];
            inner = new double[targets.length];
            for (int t = 0; t < targets.length; t++) {
                norms[t] = Math.sqrt(dot(targets[t], targets[t]));
                inner[t] = dot(residuals[t], directions[t]);
            }
        }

        /** @param products of the directions with the kernel, over all its columns */
        void step(double[][] products, int[] used, int made) {
            int n = used.length;
            double furthest = 0;
            for (int t = 0; t < weights.length; t++) {
                double[] along = new double[n];
                for (int i = 0; i < n; i++) {
                    along[i] = products[t][used[i]] + alpha * directions[t][i];
                }
                double curvature = dot(directions[t], along);
                // 0 where the residual is.
                double step = curvature > 0 ? inner[t] / curvature : 0;
                for (int i = 0; i < n; i++) {
                    weights[t][i] += step * directions[t][i];
                    residuals[t][i] -= step * along[i];
                }
                double norm = Math.sqrt(dot(residuals[t], residuals[t]));
                furthest = Math.max(furthest, norm == 0 ? 0 : norm / norms[t]);
            }
            if (furthest <= TOLERANCE) {
                state = State.SOLVED;
                return;
            }
            // So many products as it takes if each gains what those before did on average.
            double expected = made * Math.log(TOLERANCE) / Math.log(furthest);
            if (made >= TRIED_PRODUCTS && !(furthest < 1 && expected <= MOST_PRODUCTS)) {
                state = State.TOO_SLOW;
                return;
            }
            double[][] preconditioned = copy(residuals);
            preconditioner.apply(preconditioned);
            for (int t = 0; t < weights.length; t++) {
                double now = dot(residuals[t], preconditioned[t]);
                double share = inner[t] > 0 ? now / inner[t] : 0;
                for (int i = 0; i < n; i++) {
                    directions[t][i] = preconditioned[t][i] + share * directions[t][i];
                }
                inner[t] = now;
            }
        }
    }

    /**
     * {@code coefficients} times some rows of a matrix, which are read once for all.
     *
     * @param rows {@code [depth, width]}
     * @param coefficients {@code [count, depth]}
     * @return {@code [count, width]}
     */
    double[][] multiply(double[][] rows, double[][] coefficients) {
        int width = rows[0].length;
        double[][][] partial = new double[SHARDS][][];
        threads.run(SHARDS, (shard, worker) -> {
            int from = Shards.start(shard, SHARDS, rows.length);
            int to = Shards.start(shard + 1, SHARDS, rows.length);
            double[][] sums = new double[coefficients.length][width];
            double[][] own = Arrays.stream(coefficients)
                    .map(row -> Arrays.copyOfRange(row, from, to))
                    .toArray(double[][]::new);
            DenseProduct.addProduct(
                    sums, own, Arrays.copyOfRange(rows, from, to), coefficients.length, to - from, width);
            partial[shard] = sums;
        });
        for (int shard = 1; shard < SHARDS; shard++) {
            for (int t = 0; t < coefficients.length; t++) {
                for (int j = 0; j < width; j++) {
                    partial[0][t][j] += partial[shard][t][j];
                }
            }
        }
        return partial[0];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }
}
