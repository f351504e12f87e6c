package org.disentangle.runner.experiment;

import java.util.List;

/**
 * Which random streams are varied one at a time, to see how much of the scatter over seeds each of them makes.
 *
 * <p>For each stream and each seed of the experiment there is a trial in which that stream has that seed and everything else has the held
 * one. The held seed is none of the experiment's, so that these trials share no luck with those in which everything varies.
 *
 * @param streams by name; empty if nothing is studied
 * @param hold the seed of whatever is not varied
 */
public record SeedStudy(List<String> streams, long hold) {
    /** What is held when nothing is said: far from where people begin to count. */
    public static final long HOLD = 1000;

    public static final SeedStudy NONE = new SeedStudy(List.of(), HOLD);

    public SeedStudy {
        streams = List.copyOf(streams);
    }
}
