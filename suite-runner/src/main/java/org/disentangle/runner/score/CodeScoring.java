package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.codes.CodeSet;

/** Runs metrics over codes that are there. */
public final class CodeScoring {
    private final List<? extends ConfiguredMetric<?>> metrics;
    private final SeedStreams streams;
    private final int threads;
    private final Watcher watcher;

    /** Hears which metric is about to run. */
    @FunctionalInterface
    public interface Watcher {
        /** @param number from 1 */
        void begins(String metric, int number, int of);
    }

    public CodeScoring(List<? extends ConfiguredMetric<?>> metrics, SeedStreams streams, int threads, Watcher watcher) {
        this.metrics = List.copyOf(metrics);
        this.streams = streams;
        this.threads = threads;
        this.watcher = watcher;
    }

    /**
     * Metrics by name with default settings, each after those that it is derived from, which are added where they are missing.
     *
     * @throws org.disentangle.core.UserError for a name that is none
     */
    public static List<ConfiguredMetric<?>> named(Registry<Metric<?>> registry, List<String> names) {
        List<ConfiguredMetric<?>> metrics = new ArrayList<>();
        Set<String> there = new HashSet<>();
        names.forEach(name -> add(registry, name, metrics, there));
        return metrics;
    }

    private static void add(
            Registry<Metric<?>> registry, String name, List<ConfiguredMetric<?>> metrics, Set<String> there) {
        Metric<?> metric = registry.get(name);
        if (there.add(metric.name())) {
            metric.needs().forEach(needed -> add(registry, needed, metrics, there));
            metrics.add(withDefaults(metric));
        }
    }

    private static <O extends Record> ConfiguredMetric<O> withDefaults(Metric<O> metric) {
        return new ConfiguredMetric<>(metric, metric.defaults());
    }

    /** @throws org.disentangle.core.UserError if a metric cannot score them, saying why */
    public ScoreSheet score(CodeSet codes) {
        KeptFindings kept = new KeptFindings();
        List<Score> scores = new ArrayList<>();
        List<ScoreSheet.Entry> entries = new ArrayList<>();
        int number = 0;
        for (ConfiguredMetric<?> metric : metrics) {
            watcher.begins(metric.name(), ++number, metrics.size());
            List<Score> found = metric.score(codes.input(Assignments.NONE, scores, streams, threads, kept));
            scores.addAll(found);
            entries.addAll(kept.entries(metric, found));
        }
        return new ScoreSheet(entries, kept.matrices());
    }
}
