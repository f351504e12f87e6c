package org.disentangle.metrics.statistics;

/**
 * An interval about something unknown, both ends included.
 *
 * @param level such as 0.95: the share of such intervals that are meant to hold what they are about
 * @param lower and {@code upper} ends, in the unit of the values; lower is at most upper
 */
public record Interval(double level, double lower, double upper) {

    /** @throws IllegalArgumentException if the level is not in (0, 1), an end is NaN, or the ends are the wrong way round */
    public Interval {
        requireLevel(level);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("An interval from " + lower + " to " + upper + " is none");
        }
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** The same about the negative of the thing. */
    Interval negated() {
        return new Interval(level, -upper, -lower);
    }

    static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("An interval's level lies between 0 and 1, not at " + level);
        }
    }
}
