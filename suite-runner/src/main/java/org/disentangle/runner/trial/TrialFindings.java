package org.disentangle.runner.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.store.AtomicFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics of a trial found besides their scores, in the order in which they ran: {@code predictions.jsonl}, {@code
 * matrices.jsonl}, and the scores that there are not.
 */
final class TrialFindings implements Findings {
    private static final String PREDICTIONS = "predictions.jsonl";
    private static final String MATRICES = "matrices.jsonl";

    private final List<String> predictions = new ArrayList<>();
    private final List<String> matrices = new ArrayList<>();
    private final List<Undefined> undefined = new ArrayList<>();

    @Override
    public void predicted(String metric, String block, String factor, int[] predicted) {
        predictions.add(line(Map.of("metric", metric, "block", block, "factor", factor), "predicted", predicted));
    }

    @Override
    public void matrix(ScoreMatrix matrix) {
        matrices.add(CanonicalJson.write(Map.of(
                "metric", matrix.metric(),
                "name", matrix.name(),
                "block", matrix.block(),
                "rows", matrix.rows(),
                "columns", matrix.columns(),
                "values", Arrays.stream(matrix.values()).boxed().toList())));
    }

    @Override
    public void undefined(Undefined found) {
        undefined.add(found);
    }

    List<Undefined> undefined() {
        return List.copyOf(undefined);
    }

    /** A line that says of what its indices are. */
    static String line(Map<String, String> names, String key, int[] values) {
        Map<String, Object> line = new TreeMap<>(names);
        line.put(key, Arrays.stream(values).boxed().toList());
        return CanonicalJson.write(line);
    }

    /**
     * Writes the predictions beside the record, after the labels that they are to be held against.
     *
     * @return null if nothing was predicted
     * @throws org.disentangle.runner.store.StoreError if the file cannot be written
     */
    TrialRecord.@Nullable Predictions savePredictions(Path folder, Map<String, int[]> testLabels) {
        if (predictions.isEmpty()) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        new TreeMap<>(testLabels)
                .forEach((factor, labels) -> lines.add(line(Map.of("factor", factor), "labels", labels)));
        lines.addAll(predictions);
        return new TrialRecord.Predictions(PREDICTIONS, lines.size(), save(folder, PREDICTIONS, lines));
    }

    /**
     * @return empty if no metric had a matrix
     * @throws org.disentangle.runner.store.StoreError if the file cannot be written
     */
    Optional<TrialRecord.Attachment> saveMatrices(Path folder) {
        return matrices.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrialRecord.Attachment(
                        MATRICES, "what scores were made of", save(folder, MATRICES, matrices)));
    }

    /** @return SHA-256 of the file's bytes */
    private static String save(Path folder, String file, List<String> lines) {
        String content = String.join("\n", lines) + "\n";
        new AtomicFiles().write(folder.resolve(file), content);
        return CanonicalJson.sha256(content.getBytes(StandardCharsets.UTF_8));
    }
}
