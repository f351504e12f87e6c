package org.disentangle.metrics.information;

/**
 * The linear support vector machine with squared hinge loss on one number, solved exactly: the minimum of
 *
 * <pre>  1/2 (w^2 + b^2) + c+ sum over positives max(0, 1 - w x - b)^2 + c- sum over negatives max(0, 1 + w x + b)^2</pre>
 *
 * as liblinear has it, which penalises the intercept b as the weight of a constant feature 1. The rows within the margin are a half-line
 * of positives and one of negatives, so with sums over sorted values each step takes a binary search. Newton's steps on this
 * piecewise quadratic function, shortened where a full one does not lower it, end where the half-lines do not change any more: there the
 * minimum of the piece is that of the whole.
 */
final class SquaredHinge {
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 60;

    private final SortedColumn.Sums positives;
    private final SortedColumn.Sums all;
    private final double mean;
    private final double positiveWeight;
    private final double negativeWeight;

    /** The decision function is {@code weight * (x - mean) + bias}. */
    record Line(double weight, double bias) {}

    /** The rows within the margin, as ranges of the sorted values. */
    private record Active(int positiveFrom, int positiveTo, int from, int to, int excludedFrom, int excludedTo) {}

    /**
     * @param positives values of the positive class, less the mean
     * @param all values of both, less the mean
     * @param mean of all
     */
    SquaredHinge(
            SortedColumn.Sums positives,
            SortedColumn.Sums all,
            double mean,
            double positiveWeight,
            double negativeWeight) {
        this.positives = positives;
        this.all = all;
        this.mean = mean;
        this.positiveWeight = positiveWeight;
        this.negativeWeight = negativeWeight;
    }

    Line solve() {
        Line here = new Line(0, 0);
        Active active = active(here);
        for (int step = 0; step < MOST_STEPS; step++) {
            Line target = minimum(active);
            Active there = active(target);
            if (there.equals(active)) {
                return target;
            }
            double value = objective(here, active);
            double share = 1;
            Line next = target;
            for (int halving = 0; halving < MOST_HALVINGS && objective(next, active(next)) > value; halving++) {
                share /= 2;
                next = new Line(
                        here.weight() + share * (target.weight() - here.weight()),
                        here.bias() + share * (target.bias() - here.bias()));
            }
            if (next.equals(here)) {
                return here;
            }
            here = next;
            active = active(here);
        }
        return here;
    }

    private Active active(Line line) {
        double w = line.weight();
        double b = line.bias();
        if (w == 0) {
            return new Active(
                    0, b < 1 ? positives.count() : 0, 0, b > -1 ? all.count() : 0, 0, b > -1 ? positives.count() : 0);
        }
        int positive = positives.below((1 - b) / w);
        double limit = (-1 - b) / w;
        int negative = all.below(limit);
        int excluded = positives.below(limit);
        return w > 0
                ? new Active(0, positive, negative, all.count(), excluded, positives.count())
                : new Active(positive, positives.count(), 0, negative, 0, excluded);
    }

    /** Of the quadratic function that the objective is while the rows within the margin stay the same. */
    private Line minimum(Active a) {
        double p0 = positiveWeight * (a.positiveTo() - a.positiveFrom());
        double p1 = positiveWeight * positives.sum(a.positiveFrom(), a.positiveTo());
        double p2 = positiveWeight * positives.squares(a.positiveFrom(), a.positiveTo());
        double n0 = negativeWeight * negatives0(a);
        double n1 = negativeWeight * negatives1(a);
        double n2 = negativeWeight * negatives2(a);
        // The penalty is about the intercept at x = 0, which is bias - weight * mean.
        double ww = 1 + mean * mean + 2 * (p2 + n2);
        double wb = -mean + 2 * (p1 + n1);
        double bb = 1 + 2 * (p0 + n0);
        double rw = 2 * (p1 - n1);
        double rb = 2 * (p0 - n0);
        double determinant = ww * bb - wb * wb;
        return new Line((rw * bb - rb * wb) / determinant, (rb * ww - rw * wb) / determinant);
    }

    private double objective(Line line, Active a) {
        double w = line.weight();
        double b = line.bias();
        double intercept = b - w * mean;
        double p0 = a.positiveTo() - a.positiveFrom();
        double p1 = positives.sum(a.positiveFrom(), a.positiveTo());
        double p2 = positives.squares(a.positiveFrom(), a.positiveTo());
        double positive = (1 - b) * (1 - b) * p0 - 2 * (1 - b) * w * p1 + w * w * p2;
        double negative = (1 + b) * (1 + b) * negatives0(a) + 2 * (1 + b) * w * negatives1(a) + w * w * negatives2(a);
        return 0.5 * (w * w + intercept * intercept) + positiveWeight * positive + negativeWeight * negative;
    }

    private double negatives0(Active a) {
        return (a.to() - a.from()) - (a.excludedTo() - a.excludedFrom());
    }

    private double negatives1(Active a) {
        return all.sum(a.from(), a.to()) - positives.sum(a.excludedFrom(), a.excludedTo());
    }

    private double negatives2(Active a) {
        return all.squares(a.from(), a.to()) - positives.squares(a.excludedFrom(), a.excludedTo());
    }
}
