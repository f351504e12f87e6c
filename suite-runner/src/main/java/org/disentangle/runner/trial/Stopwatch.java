package org.disentangle.runner.trial;

/** Wall time between laps. */
final class Stopwatch {
    private long last = System.nanoTime();

    /** Seconds since the last lap, or since the beginning. */
    double lap() {
        long now = System.nanoTime();
        double seconds = (now - last) * 1e-9;
        last = now;
        return seconds;
    }

    /** Seconds since the last lap; does not begin a new one. */
    double seconds() {
        return (System.nanoTime() - last) * 1e-9;
    }
}
