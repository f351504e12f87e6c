package org.disentangle.runner.codes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;

/**
 * Codes and the factors of their rows, in a training and a test part: all that metrics over codes need.
 *
 * @param train codes by block in board order, wholes before their parts
 * @param parts wholes and the blocks they fall into
 */
public record CodeSet(
        Map<String, Codes> train,
        Map<String, Codes> test,
        List<Factor> factors,
        Map<String, int[]> trainLabels,
        Map<String, int[]> testLabels,
        ContinuousTargets continuous,
        Map<String, List<String>> parts) {
    public CodeSet {
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        test = Collections.unmodifiableMap(new LinkedHashMap<>(test));
        factors = List.copyOf(factors);
        trainLabels = Collections.unmodifiableMap(new LinkedHashMap<>(trainLabels));
        testLabels = Collections.unmodifiableMap(new LinkedHashMap<>(testLabels));
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** What a metric sees of them, after others. */
    public ScoringInput input(
            Assignments assignments, List<Score> earlier, SeedStreams streams, int threads, Findings findings) {
        return new ScoringInput(
                train,
                test,
                factors,
                trainLabels,
                testLabels,
                continuous,
                assignments,
                parts,
                earlier,
                streams,
                threads,
                findings);
    }

    /** One block of them, without its parts. */
    public CodeSet only(String block) {
        return new CodeSet(
                Map.of(block, train.get(block)),
                Map.of(block, test.get(block)),
                factors,
                trainLabels,
                testLabels,
                continuous,
                Map.of());
    }

    public int trainRows() {
        return rows(train);
    }

    public int testRows() {
        return rows(test);
    }

    private static int rows(Map<String, Codes> codes) {
        return codes.values().iterator().next().rows();
    }
}
