package org.disentangle.runner.trial;

/** Views per second over the last seconds. */
final class SpeedMeter {
    private static final double WINDOW_SECONDS = 2;

    private final Stopwatch stopwatch = new Stopwatch();
    private long lastStep = -1;
    private double speed;

    double update(long step, int viewsPerStep) {
        if (lastStep < 0) {
            lastStep = step;
            stopwatch.lap();
            return 0;
        }
        double seconds = stopwatch.seconds();
        if (seconds >= WINDOW_SECONDS || (speed == 0 && seconds > 0)) {
            speed = (step - lastStep) * (double) viewsPerStep / seconds;
            lastStep = step;
            stopwatch.lap();
        }
        return speed;
    }
}
