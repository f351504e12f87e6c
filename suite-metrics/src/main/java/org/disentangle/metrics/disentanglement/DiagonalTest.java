package org.disentangle.metrics.disentanglement;

/**
 * Whether two halves show the diagonal trend of Burns et al. (2021): one half is better on task A while the other is better on
 * task B. It does not matter which half is which.
 *
 * <p>A tie on either task is no diagonal, and nothing is asked of the size of the two differences (the paper asks nothing
 * either, and counts halves that differ by 0.8 points). Differences by noise alone have the trend in half of all trials.
 *
 * @param differenceOnA score of the first half on A less that of the second
 * @param differenceOnB likewise on B
 */
public record DiagonalTest(double differenceOnA, double differenceOnB) {

    public boolean isDiagonal() {
        return Math.signum(differenceOnA) * Math.signum(differenceOnB) < 0;
    }

    /** The smaller of the two gaps if the halves are diagonal, its negative if one half is better on both, 0 on a tie. */
    public double margin() {
        double smaller = Math.min(Math.abs(differenceOnA), Math.abs(differenceOnB));
        return isDiagonal() ? smaller : smaller == 0 ? 0 : -smaller;
    }
}
