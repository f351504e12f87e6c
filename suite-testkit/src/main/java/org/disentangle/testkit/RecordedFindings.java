package org.disentangle.testkit;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.Undefined;

/** Keeps what a metric finds besides its scores, for tests to look at. */
public final class RecordedFindings implements Findings {
    private final List<int[]> predictions = new ArrayList<>();
    private final List<ScoreMatrix> matrices = new ArrayList<>();
    private final List<Undefined> undefined = new ArrayList<>();

    @Override
    public void predicted(String metric, String block, String factor, int[] predicted) {
        predictions.add(predicted);
    }

    @Override
    public void matrix(ScoreMatrix matrix) {
        matrices.add(matrix);
    }

    @Override
    public void undefined(Undefined found) {
        undefined.add(found);
    }

    public List<int[]> predictions() {
        return predictions;
    }

    public List<ScoreMatrix> matrices() {
        return matrices;
    }

    public List<Undefined> undefined() {
        return undefined;
    }
}
