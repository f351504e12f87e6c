package org.disentangle.metrics.tree;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;

/** Some of the training rows. */
public final class TrainingRows {
    private TrainingRows() {}

    /** All training rows, or so many of them by the stream {@code metric/<id>/rows}, in ascending order. */
    public static int[] choose(ScoringInput input, String metric, int most) {
        int rows = count(input);
        if (rows <= most) {
            return IntStream.range(0, rows).toArray();
        }
        int[] chosen = Arrays.copyOf(order(input, metric), most);
        Arrays.sort(chosen);
        return chosen;
    }

    /** All training rows in the order of the stream {@code metric/<id>/rows}. */
    static int[] order(ScoringInput input, String metric) {
        return SeedStreams.permutation(count(input), input.streams().stream("metric/" + metric + "/rows"));
    }

    private static int count(ScoringInput input) {
        return input.train().values().stream().mapToInt(Codes::rows).max().orElse(0);
    }
}
