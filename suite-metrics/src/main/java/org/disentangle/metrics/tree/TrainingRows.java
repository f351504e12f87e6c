package org.disentangle.metrics.tree;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;

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

    public static FactorColumn of(FactorColumn column, int[] rows) {
        double[] train =
                IntStream.of(rows).mapToDouble(row -> column.train()[row]).toArray();
        return new FactorColumn(column.factor(), column.name(), column.cardinality(), train, column.test());
    }

    public static BlockCodes of(BlockCodes block, int[] rows) {
        return new BlockCodes(of(block.train(), rows), block.test());
    }

    public static Codes of(Codes codes, int[] rows) {
        int d = codes.dimension();
        float[] values = new float[rows.length * d];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(codes.values(), rows[i] * d, values, i * d, d);
        }
        return new Codes(codes.block(), values, rows.length, d);
    }

    /** What trees learn of a factor: its classes, or its numbers. */
    public static Target target(FactorColumn column) {
        return column.categorical()
                ? Target.ofClasses(Arrays.stream(column.train())
                        .mapToInt(value -> (int) value)
                        .toArray())
                : Target.ofNumbers(column.train());
    }
}
