package org.disentangle.datasets.imagefolder;

import java.util.Locale;
import java.util.function.Consumer;

/** Says now and then how decoding goes, and at its end how it went. */
final class DecodingProgress {
    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final String title;
    private final int first;
    private final int all;
    private final Consumer<String> notes;
    private final long started = System.nanoTime();
    private long last = started;

    /** @param first how many were decoded earlier */
    DecodingProgress(String title, int first, int all, Consumer<String> notes) {
        this.title = title;
        this.first = first;
        this.all = all;
        this.notes = notes;
        String earlier = first == 0 ? "" : String.format(Locale.ROOT, "; %,d are decoded already", first);
        notes.accept(String.format(
                Locale.ROOT, "%s: decoding %,d pictures, once for all later runs%s.", title, all, earlier));
    }

    void at(int rows) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS) {
            last = now;
            double rate = rate(rows, now);
            notes.accept(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d pictures, %.0f per second, %s left",
                    title,
                    rows,
                    all,
                    rate,
                    time((all - rows) / rate)));
        }
    }

    void done() {
        if (all > first) {
            notes.accept(String.format(
                    Locale.ROOT, "%s: done, %.0f pictures per second.", title, rate(all, System.nanoTime())));
        }
    }

    private double rate(int rows, long now) {
        return (rows - first) / Math.max(1e-9, (now - started) / 1e9);
    }

    private static String time(double seconds) {
        return seconds < 120 ? Math.round(seconds) + " seconds" : Math.round(seconds / 60) + " minutes";
    }
}
