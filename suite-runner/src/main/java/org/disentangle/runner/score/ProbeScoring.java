package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.probe.RowProbe;

/** Runs a probe over codes that need not be in memory. */
public final class ProbeScoring {
    private ProbeScoring() {}

    /**
     * @param probe a {@link RowProbe} with its settings
     * @throws org.disentangle.core.UserError if a code is not finite
     */
    public static ScoreSheet score(
            ConfiguredMetric<?> probe, RowProbe.Rows rows, SeedStreams streams, int threads, RowProbe.Passes passes) {
        KeptFindings kept = new KeptFindings();
        List<Score> scores = new ArrayList<>();
        try (Shards workers = new Shards(threads)) {
            add(probe, rows, new RowProbe.Run(streams, workers, kept, passes), scores);
        }
        return new ScoreSheet(kept.entries(probe, scores), kept.matrices());
    }

    @SuppressWarnings("unchecked")
    private static <O extends Record> void add(
            ConfiguredMetric<O> probe, RowProbe.Rows rows, RowProbe.Run run, List<Score> scores) {
        ((RowProbe<O>) probe.metric()).score(probe.options(), rows, run).ifPresent(scores::add);
    }
}
