package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.Undefined;
import org.disentangle.runner.json.RecordWriter;

/** What metrics find beside scores, for a {@link ScoreSheet}. */
final class KeptFindings implements Findings {
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

    List<ScoreMatrix> matrices() {
        return matrices;
    }

    /** A metric's scores, then what has been undefined since the last call. */
    List<ScoreSheet.Entry> entries(ConfiguredMetric<?> metric, List<Score> scores) {
        String name = metric.name();
        int version = metric.metric().version();
        Map<String, Object> settings = settings(metric);
        List<ScoreSheet.Entry> entries = new ArrayList<>();
        scores.forEach(score -> entries.add(new ScoreSheet.Entry(name, version, settings, score, null)));
        undefined.forEach(reason -> entries.add(new ScoreSheet.Entry(name, version, settings, null, reason)));
        undefined.clear();
        return entries;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(ConfiguredMetric<?> metric) {
        return (Map<String, Object>) (Map<String, ?>) new RecordWriter(List.of()).write(metric.options());
    }
}
