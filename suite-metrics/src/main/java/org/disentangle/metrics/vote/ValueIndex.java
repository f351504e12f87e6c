package org.disentangle.metrics.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;

/**
 * The rows of one split by the values of each factor, to draw from: where the reference asks the data set for new samples with a
 * factor held, fixed rows can only be drawn again. Values with fewer than {@value #FEWEST_ROWS} rows are not drawn, as a few rows drawn again
 * and again vary little in all dimensions.
 *
 * @param columns the factors' columns that are drawn, as indices into all
 * @param rows {@code [drawn columns][values][rows with it]}
 * @param leftOut values of these columns that occur and are not drawn
 */
record ValueIndex(int[] columns, int[][][] rows, int leftOut) {
    static final int FEWEST_ROWS = 10;

    /** Both splits, with the same columns: those of which each has at least two values to draw. */
    record Splits(ValueIndex train, ValueIndex test) {
        /** How many columns are drawn. */
        int columns() {
            return train.columns.length;
        }

        /** Values of these columns that occur in one of the splits and are not drawn there. */
        int leftOut() {
            return train.leftOut + test.leftOut;
        }

        /** Says of each block that the score of a vote between columns is undefined, as there are not two of them. */
        void undefined(String metric, List<BlockCodes> blocks, Findings findings) {
            String reason = "fewer than two factors have two values with at least " + FEWEST_ROWS
                    + " training and test rows each";
            blocks.forEach(block -> findings.undefined(new Undefined(metric, block.name(), "", reason)));
        }
    }

    /** Which rows make each draw: {@code batch} times {@code perDraw} of them, one draw after the other. */
    record Draws(int[] columns, int[] rows) {}

    static Splits of(ScoringInput input, int bins) {
        List<FactorColumn> all = FactorColumn.of(input);
        int[][][] train = index(all, column -> column.trainClasses(bins));
        int[][][] test = index(all, column -> column.testClasses(bins));
        List<Integer> kept = new ArrayList<>();
        for (int column = 0; column < all.size(); column++) {
            if (drawable(train[column]).length >= 2 && drawable(test[column]).length >= 2) {
                kept.add(column);
            }
        }
        int[] columns = kept.stream().mapToInt(Integer::intValue).toArray();
        return new Splits(of(columns, train), of(columns, test));
    }

    private static ValueIndex of(int[] columns, int[][][] all) {
        int[][][] drawn = new int[columns.length][][];
        int leftOut = 0;
        for (int k = 0; k < columns.length; k++) {
            drawn[k] = drawable(all[columns[k]]);
            leftOut += (int) Arrays.stream(all[columns[k]])
                            .filter(rows -> rows.length > 0)
                            .count()
                    - drawn[k].length;
        }
        return new ValueIndex(columns, drawn, leftOut);
    }

    private static int[][] drawable(int[][] byValue) {
        return Arrays.stream(byValue).filter(rows -> rows.length >= FEWEST_ROWS).toArray(int[][]::new);
    }

    /** {@code [columns][values][rows]}. */
    private static int[][][] index(List<FactorColumn> all, Function<FactorColumn, int[]> classes) {
        return all.stream().map(column -> byValue(classes.apply(column))).toArray(int[][][]::new);
    }

    private static int[][] byValue(int[] classes) {
        int[] counts = new int[Arrays.stream(classes).max().orElse(-1) + 1];
        for (int value : classes) {
            counts[value]++;
        }
        int[][] rows = new int[counts.length][];
        Arrays.setAll(rows, value -> new int[counts[value]]);
        for (int row = classes.length - 1; row >= 0; row--) {
            rows[classes[row]][--counts[classes[row]]] = row;
        }
        return rows;
    }

    /** For each draw a column, one of its values, and as many rows that have it, each with all alike and independently. */
    Draws batches(int draws, int batch, UniformRandomProvider random) {
        int[] drawn = new int[draws];
        int[] into = new int[draws * batch];
        for (int draw = 0; draw < draws; draw++) {
            drawn[draw] = random.nextInt(columns.length);
            int[][] values = rows[drawn[draw]];
            int[] from = values[random.nextInt(values.length)];
            for (int i = 0; i < batch; i++) {
                into[draw * batch + i] = from[random.nextInt(from.length)];
            }
        }
        return new Draws(drawn, into);
    }

    /** For each draw a column, and as many pairs of different rows that share one of its values, each pair its own. */
    Draws pairs(int draws, int batch, UniformRandomProvider random) {
        int[] drawn = new int[draws];
        int[] into = new int[2 * draws * batch];
        for (int draw = 0; draw < draws; draw++) {
            drawn[draw] = random.nextInt(columns.length);
            int[][] values = rows[drawn[draw]];
            for (int i = 0; i < batch; i++) {
                int[] from = values[random.nextInt(values.length)];
                int first = random.nextInt(from.length);
                int second = random.nextInt(from.length - 1);
                int at = 2 * (draw * batch + i);
                into[at] = from[first];
                into[at + 1] = from[second < first ? second : second + 1];
            }
        }
        return new Draws(drawn, into);
    }
}
