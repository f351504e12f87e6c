package org.disentangle.metrics.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.metrics.matrix.Shards;

/**
 * Chooses alpha and gamma of {@link KernelRidge} by cross-validation over contiguous folds, the first of which have one row more where
 * the rows do not divide evenly. One kernel matrix serves all folds, ridges and groups of targets.
 */
record KernelRidgeSearch(List<Double> alphas, List<Double> gammas, int folds, Shards threads) {

    /**
     * What was chosen for a group of targets.
     *
     * @param value the greatest mean R^2 over the folds
     * @param grid that mean for every setting, {@code [alphas, gammas]} row by row
     */
    record Choice(double alpha, double gamma, double value, double[] grid) {}

    /** @param groups of targets, {@code [numbers, n]} each; a setting is chosen for each group */
    List<Choice> choose(RadialKernel kernel, List<double[][]> groups) {
        double[][] targets = groups.stream().flatMap(Stream::of).toArray(double[][]::new);
        double[][] grids = new double[groups.size()][alphas.size() * gammas.size()];
        int n = kernel.size();
        KernelRidge[] larger = {new KernelRidge(threads), new KernelRidge(threads)};
        for (int g = 0; g < gammas.size(); g++) {
            double[][] matrix = kernel.matrix(gammas.get(g));
            int from = 0;
            for (int fold = 0; fold < folds; fold++) {
                int to = from + n / folds + (fold < n % folds ? 1 : 0);
                // Folds have at most two sizes, and a ridge keeps the memory for one.
                add(larger[fold < n % folds ? 0 : 1], matrix, targets, groups, g, from, to, grids);
                from = to;
            }
        }
        return Arrays.stream(grids).map(this::best).toList();
    }

    private void add(
            KernelRidge ridge,
            double[][] matrix,
            double[][] targets,
            List<double[][]> groups,
            int gamma,
            int from,
            int to,
            double[][] grids) {
        int[] used = IntStream.range(0, matrix.length)
                .filter(row -> row < from || row >= to)
                .toArray();
        double[][] known = Arrays.stream(targets)
                .map(target ->
                        IntStream.of(used).mapToDouble(row -> target[row]).toArray())
                .toArray(double[][]::new);
        double[][] rows = KernelRidge.rows(matrix, used);
        List<double[][]> weights = ridge.fit(matrix, used, known, alphas);
        double[][] together = weights.stream().flatMap(Stream::of).toArray(double[][]::new);
        double[][] predicted = Arrays.stream(ridge.multiply(rows, together))
                .map(row -> Arrays.copyOfRange(row, from, to))
                .toArray(double[][]::new);
        for (int a = 0; a < alphas.size(); a++) {
            int next = a * targets.length;
            for (int f = 0; f < groups.size(); f++) {
                double[][] group = groups.get(f);
                grids[f][a * gammas.size() + gamma] +=
                        Determination.forced(group, from, Arrays.copyOfRange(predicted, next, next + group.length))
                                / folds;
                next += group.length;
            }
        }
    }

    private Choice best(double[] grid) {
        int best = 0;
        for (int i = 1; i < grid.length; i++) {
            if (grid[i] > grid[best]) {
                best = i;
            }
        }
        return new Choice(alphas.get(best / gammas.size()), gammas.get(best % gammas.size()), grid[best], grid);
    }
}
