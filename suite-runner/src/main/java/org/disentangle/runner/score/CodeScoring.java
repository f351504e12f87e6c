package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.codes.CodeSet;
import org.disentangle.runner.json.RecordWriter;

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
        Kept kept = new Kept();
        List<Score> scores = new ArrayList<>();
        List<ScoreSheet.Entry> entries = new ArrayList<>();
        int number = 0;
        for (ConfiguredMetric<?> metric : metrics) {
            watcher.begins(metric.name(), ++number, metrics.size());
            Map<String, Object> settings = settings(metric);
            List<Score> found = metric.score(codes.input(Assignments.NONE, scores, streams, threads, kept));
            scores.addAll(found);
            int version = metric.metric().version();
            found.forEach(score -> entries.add(new ScoreSheet.Entry(metric.name(), version, settings, score, null)));
            kept.undefined.forEach(
                    undefined -> entries.add(new ScoreSheet.Entry(metric.name(), version, settings, null, undefined)));
            kept.undefined.clear();
        }
        return new ScoreSheet(entries, kept.matrices);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(ConfiguredMetric<?> metric) {
        return (Map<String, Object>) (Map<String, ?>) new RecordWriter(List.of()).write(metric.options());
    }

    private static final class Kept implements Findings {
        private final List<ScoreMatrix> matrices = new ArrayList<>();
        private final List<Undefined> undefined = new ArrayList<>();

        @Override
        public void predicted(String metric, String block, String factor, int[] predicted) {
            // A sheet holds scores and what they were made of; predictions are kept by trials.
        }

        @Override
        public void matrix(ScoreMatrix matrix) {
            matrices.add(matrix);
        }

        @Override
        public void undefined(Undefined found) {
            undefined.add(found);
        }
    }
}
