package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What metrics of a board mean, for those that the legends of its forms do not put into words of their own. */
public final class MetricText {
    private static final Map<String, String> MEANINGS = Map.of(
            "knn",
            "Test accuracy in percent of a vote of the nearest training codes, by cosine: how much of a factor can be read from a block"
                    + " without a straight cut. Chance is the probe's.",
            "kernel-r2",
            "Share of a continuous factor's variance that kernel ridge regression on frozen codes explains on test data: as linear-r2, but"
                    + " the factor may lie bent in the code. Below 0 it is worse than the mean.",
            "mlp-r2",
            "Share of a continuous factor's variance that a multi-layer perceptron on frozen codes explains on test data: as kernel-r2, by a"
                    + " predictor of another kind. Below 0 it is worse than the mean.",
            "mlp-informativeness",
            "What a multi-layer perceptron on frozen codes reads of a factor, bent or not: test accuracy of classes, share of the variance of"
                    + " numbers. It is no score of dci, whose informativeness is that of trees or lasso.",
            "partition-information",
            "Mutual information in nats between the cells into which the method put the training data and a factor.");

    private MetricText() {}

    /**
     * Metrics and their meanings, in the order of the board; the last entry names those whose meaning is not told here.
     *
     * @param told metrics that the legend explains itself
     */
    public static Map<String, String> of(Board board, Set<String> told) {
        Map<String, String> meanings = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        board.rows().stream()
                .map(Board.Row::metric)
                .distinct()
                .filter(metric -> !told.contains(metric))
                .forEach(metric -> {
                    String meaning = MEANINGS.get(metric);
                    if (meaning == null) {
                        others.add(metric);
                    } else {
                        meanings.put(metric, meaning);
                    }
                });
        if (!others.isEmpty()) {
            meanings.put(String.join(", ", others), "See 'suite list metrics' and 'suite describe NAME'.");
        }
        return meanings;
    }
}
