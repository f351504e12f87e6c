package org.disentangle.metrics.statistics;

/**
 * P(X &gt; Y) + P(X = Y) / 2 for a run X of one method and a run Y of another: Mann and Whitney's U by the number of pairs, ties counting
 * half (Agarwal et al. 2021, section 4.3), averaged over tasks. 0.5 where neither is better. It says how often, not by how much.
 */
public final class ProbabilityOfImprovement {
    private ProbabilityOfImprovement() {}

    /**
     * On one task.
     *
     * @param first scores of runs, at least one; higher is better
     * @param second likewise; their number may differ
     * @return in 0..1
     */
    public static double of(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException("A probability of improvement needs a run of either method");
        }
        // Twice the count, so that ties are whole.
        long doubled = 0;
        for (double x : first) {
            for (double y : second) {
                doubled += (x > y ? 1 : 0) + (x >= y ? 1 : 0);
            }
        }
        return doubled / (2.0 * first.length * second.length);
    }

    /**
     * The mean over tasks.
     *
     * @param first tasks x runs
     * @param second the same tasks x runs
     */
    public static double of(double[][] first, double[][] second) {
        if (first.length == 0 || first.length != second.length) {
            throw new IllegalArgumentException(
                    "A probability of improvement needs the same tasks, not " + first.length + " and " + second.length);
        }
        double sum = 0;
        for (int task = 0; task < first.length; task++) {
            sum += of(first[task], second[task]);
        }
        return sum / first.length;
    }
}
