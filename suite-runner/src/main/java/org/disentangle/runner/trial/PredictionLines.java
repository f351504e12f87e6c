package org.disentangle.runner.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.metric.PredictionSink;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.store.AtomicFiles;
import org.jspecify.annotations.Nullable;

/** {@code predictions.jsonl}: what the probes of a trial predicted for the test rows, in the order in which they ran. */
final class PredictionLines implements PredictionSink {
    private static final String FILE = "predictions.jsonl";

    private final StringBuilder text = new StringBuilder();
    private int lines;
    private boolean predicted;

    @Override
    public void accept(String metric, String block, String factor, int[] values) {
        predicted = true;
        add(Map.of("metric", metric, "block", block, "factor", factor), "predicted", values);
    }

    /** The labels that the predictions are to be held against; a file that is read alone can then be counted. */
    void labels(Map<String, int[]> testLabels) {
        new TreeMap<>(testLabels).forEach((factor, labels) -> add(Map.of("factor", factor), "labels", labels));
    }

    private void add(Map<String, String> names, String key, int[] values) {
        Map<String, Object> line = new TreeMap<>(names);
        line.put(key, Arrays.stream(values).boxed().toList());
        text.append(CanonicalJson.write(line)).append('\n');
        lines++;
    }

    /**
     * Writes them beside the record.
     *
     * @throws org.disentangle.runner.store.StoreError if that cannot be done
     */
    TrialRecord.@Nullable Predictions save(Path folder) {
        if (!predicted) {
            return null;
        }
        String content = text.toString();
        new AtomicFiles().write(folder.resolve(FILE), content);
        return new TrialRecord.Predictions(FILE, lines, CanonicalJson.sha256(content.getBytes(StandardCharsets.UTF_8)));
    }
}
