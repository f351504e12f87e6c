package org.disentangle.runner.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private final List<String> predictions = new ArrayList<>();

    @Override
    public void accept(String metric, String block, String factor, int[] predicted) {
        predictions.add(line(Map.of("metric", metric, "block", block, "factor", factor), "predicted", predicted));
    }

    /** A line that says of what its indices are. */
    static String line(Map<String, String> names, String key, int[] values) {
        Map<String, Object> line = new TreeMap<>(names);
        line.put(key, Arrays.stream(values).boxed().toList());
        return CanonicalJson.write(line);
    }

    /**
     * Writes them beside the record, after the labels that they are to be held against.
     *
     * @return null if nothing was predicted
     * @throws org.disentangle.runner.store.StoreError if the file cannot be written
     */
    TrialRecord.@Nullable Predictions save(Path folder, Map<String, int[]> testLabels) {
        if (predictions.isEmpty()) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        new TreeMap<>(testLabels)
                .forEach((factor, labels) -> lines.add(line(Map.of("factor", factor), "labels", labels)));
        lines.addAll(predictions);
        String content = String.join("\n", lines) + "\n";
        new AtomicFiles().write(folder.resolve(FILE), content);
        return new TrialRecord.Predictions(
                FILE, lines.size(), CanonicalJson.sha256(content.getBytes(StandardCharsets.UTF_8)));
    }
}
