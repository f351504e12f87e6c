package org.disentangle.runner.seeds;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.board.Board;
import org.jspecify.annotations.Nullable;

/**
 * What the seeds of an output folder say. Scores as fractions, variances in their squares; intervals hold with {@link #LEVEL}.
 *
 * @param schema version of this form
 * @param streams that were varied one at a time, in plan order
 * @param lines in board order
 * @param separations pairs of methods on the numbers that boards rank by
 */
public record SeedReport(
        int schema, String name, String title, List<String> streams, List<Line> lines, List<Separation> separations) {
    public static final int SCHEMA = 1;
    /** Of all intervals. */
    public static final double LEVEL = 0.95;
    /** Of the test that {@link Separation#pairs} is planned for. */
    public static final double SIGNIFICANCE = 0.05;

    public static final double POWER = 0.8;

    public SeedReport {
        streams = List.copyOf(streams);
        lines = List.copyOf(lines);
        separations = List.copyOf(separations);
    }

    /**
     * A method with its settings on a data set.
     *
     * @param counts of the trials in which everything varies
     * @param study of those in which one stream varies
     */
    public record Line(
            String dataset,
            String method,
            Map<String, @Nullable Object> settings,
            Board.Counts counts,
            Board.Counts study,
            List<Diagonal> diagonals,
            List<Cell> cells) {
        public Line {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            diagonals = List.copyOf(diagonals);
            cells = List.copyOf(cells);
        }
    }

    /**
     * In how many seeds the halves of a block are diagonal. By noise alone it is one in two.
     *
     * @param lower of the exact interval of Clopper and Pearson, a share
     */
    public record Diagonal(String block, int count, int seeds, double lower, double upper) {}

    /**
     * One number over seeds.
     *
     * @param n trials behind it, in which everything varies
     * @param sd of the sample; null below two trials
     * @param lower of the variance, by chi-square; null below three trials
     * @param parts by stream
     * @param together share of the variance that no stream makes alone: 1 less the shares. Streams in company, and chance; it can be
     *     negative. Null unless every stream that the method draws from was varied and there is a variance.
     * @param noise between runs of the same seed; null if none was run again
     * @param published null where nothing is published
     */
    public record Cell(
            String metric,
            String block,
            String factor,
            int n,
            int planned,
            double mean,
            @Nullable Double sd,
            @Nullable Double variance,
            @Nullable Double lower,
            @Nullable Double upper,
            List<Part> parts,
            @Nullable Double together,
            @Nullable Noise noise,
            Board.@Nullable Published published) {
        public Cell {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What one stream makes when it alone varies.
     *
     * @param n trials
     * @param mean null without trials
     * @param variance null below two trials
     * @param lower of the variance, by chi-square; null below three trials
     * @param share of the variance when everything varies; null if that is 0 or unknown
     * @param shareLower by F; null below three trials of either kind
     */
    public record Part(
            String stream,
            int n,
            int planned,
            @Nullable Double mean,
            @Nullable Double variance,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double share,
            @Nullable Double shareLower,
            @Nullable Double shareUpper) {}

    /**
     * @param pairs of runs of the same seed
     * @param variance half the mean squared difference within pairs; 0 where a seed gives the same bits
     * @param largest difference within a pair
     */
    public record Noise(int pairs, double variance, double largest) {}

    /**
     * Two methods on one number.
     *
     * @param seeds that both have
     * @param difference first less second, mean over these seeds; null if there are none
     * @param lower of the mean difference, by Student's t; null below three seeds
     * @param p of Student's paired t test, two-sided, uncorrected; null where there is none
     * @param pairs of seeds that would separate them with {@link #POWER} at {@link #SIGNIFICANCE}, if differences go on like this
     * @param more how many of them are still to be run
     * @param reason why there is no plan; empty if there is one
     */
    public record Separation(
            String dataset,
            String first,
            String second,
            String metric,
            String factor,
            int seeds,
            @Nullable Double difference,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double p,
            @Nullable Integer pairs,
            @Nullable Integer more,
            String reason) {}
}
