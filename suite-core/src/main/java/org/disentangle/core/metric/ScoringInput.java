package org.disentangle.core.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.random.SeedStreams;

/**
 * What a metric sees. Codes of all blocks have the same rows, in the same order as the labels.
 *
 * @param train codes by block in board order: wholes before their parts, such as r, r0, r1, z, z0, z1
 * @param trainLabels labels per factor name
 * @param continuous continuous factors and their numbers
 * @param assignments the training groups' cells, where the method made such
 * @param parts for each whole, the blocks it falls into, such as r → [r0, r1]; no entry if it has none
 * @param earlier scores of the metrics that ran before in this trial, for metrics derived from others
 * @param findings takes what there is to keep besides the scores: predictions, matrices, and why a score is missing
 */
public record ScoringInput(
        Map<String, Codes> train,
        Map<String, Codes> test,
        List<Factor> factors,
        Map<String, int[]> trainLabels,
        Map<String, int[]> testLabels,
        ContinuousTargets continuous,
        Assignments assignments,
        Map<String, List<String>> parts,
        List<Score> earlier,
        SeedStreams streams,
        int threads,
        Findings findings) {
    public ScoringInput {
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        test = Collections.unmodifiableMap(new LinkedHashMap<>(test));
        factors = List.copyOf(factors);
        trainLabels = Collections.unmodifiableMap(new LinkedHashMap<>(trainLabels));
        testLabels = Collections.unmodifiableMap(new LinkedHashMap<>(testLabels));
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        earlier = List.copyOf(earlier);
    }

    /** Without continuous factors and assignments. */
    public ScoringInput(
            Map<String, Codes> train,
            Map<String, Codes> test,
            List<Factor> factors,
            Map<String, int[]> trainLabels,
            Map<String, int[]> testLabels,
            Map<String, List<String>> parts,
            List<Score> earlier,
            SeedStreams streams,
            int threads,
            Findings findings) {
        this(
                train,
                test,
                factors,
                trainLabels,
                testLabels,
                ContinuousTargets.NONE,
                Assignments.NONE,
                parts,
                earlier,
                streams,
                threads,
                findings);
    }
}
