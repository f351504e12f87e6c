package org.disentangle.runner.board;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.ranking.RankingStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one plan say. A pure function of both: no clock, no paths, no machine.
 *
 * @param schema version of this form
 * @param counts of all trials
 * @param common encoder, training, scoring, streams, engine and precision as far as all trials share them, in the form of an
 *     experiment file
 * @param rows in long form
 * @param rankings what the seeds say about the order of the lines, by data set
 * @param troubles trials that are planned but in no mean
 * @param references the sources of what was used, in full
 */
public record Board(
        int schema,
        String name,
        String title,
        String description,
        Counts counts,
        Map<String, @Nullable Object> common,
        List<DataSummary> datasets,
        List<Line> lines,
        List<Row> rows,
        List<RankingStatistics> rankings,
        List<Trouble> troubles,
        List<String> published,
        List<String> references,
        List<String> warnings) {

    public static final int SCHEMA = 3;

    public Board {
        common = Collections.unmodifiableMap(new LinkedHashMap<>(common));
        datasets = List.copyOf(datasets);
        lines = List.copyOf(lines);
        rows = List.copyOf(rows);
        rankings = List.copyOf(rankings);
        troubles = List.copyOf(troubles);
        published = List.copyOf(published);
        references = List.copyOf(references);
        warnings = List.copyOf(warnings);
    }

    /** The same board with its rankings. */
    Board with(List<RankingStatistics> found) {
        return new Board(
                schema,
                name,
                title,
                description,
                counts,
                common,
                datasets,
                lines,
                rows,
                found,
                troubles,
                published,
                references,
                warnings);
    }

    /** @param missing neither done, diverged nor failed: not run yet, or its record is damaged */
    public record Counts(int planned, int done, int diverged, int failed, int missing) {}

    /**
     * @param options all options of the data set, in the form of an experiment file
     * @param factors empty if no trial got as far as the data
     */
    public record DataSummary(
            String dataset,
            Map<String, @Nullable Object> options,
            List<FactorSummary> factors,
            List<ContinuousFactorSummary> continuousFactors,
            int trainGroups,
            int testGroups,
            String digest) {
        public DataSummary {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
            factors = List.copyOf(factors);
            continuousFactors = List.copyOf(continuousFactors);
        }
    }

    /** @param dimension how many numbers */
    public record ContinuousFactorSummary(String name, String title, int dimension) {}

    /** @param shared whether the views of a pair share it */
    public record FactorSummary(String name, String title, int cardinality, double chance, boolean shared) {}

    /**
     * A method with one choice of settings on one data set.
     *
     * @param summary what the method is, in a sentence
     * @param settings what tells it from the method's defaults and its other lines
     * @param options all options of the method, in the form of an experiment file
     * @param training all options of training, likewise
     * @param blocks in board order: each whole before its parts
     * @param parts wholes and the two or more blocks that each falls into
     * @param seeds of the trials that are done
     * @param swapped how many done trials had the blocks of a whole reordered by matching, by whole
     */
    public record Line(
            String method,
            String summary,
            Map<String, @Nullable Object> settings,
            String dataset,
            Map<String, @Nullable Object> options,
            Map<String, @Nullable Object> training,
            Counts counts,
            List<Long> seeds,
            List<String> blocks,
            Map<String, List<String>> parts,
            Map<String, Integer> swapped) {
        public Line {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
            training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
            seeds = List.copyOf(seeds);
            blocks = List.copyOf(blocks);
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            swapped = Collections.unmodifiableMap(new LinkedHashMap<>(swapped));
        }
    }

    /**
     * One metric of one block for one factor, over seeds. Fractions, not percent.
     *
     * @param factor empty for a number about all factors
     * @param n trials behind it
     * @param planned trials that should be
     * @param sd of the sample (divisor n - 1); null below two trials
     * @param populationVariance divisor n; null below two trials
     * @param unconverged how many of the n come from a fit that did not converge
     * @param chance null where the metric has none
     * @param published null where nothing is published
     * @param difference mean less published mean
     * @param trialIds of the n trials, by seed as planned
     */
    public record Row(
            String method,
            Map<String, @Nullable Object> settings,
            String dataset,
            String metric,
            String block,
            String factor,
            int n,
            int planned,
            double mean,
            @Nullable Double sd,
            @Nullable Double populationVariance,
            double min,
            double max,
            int unconverged,
            @Nullable Double chance,
            @Nullable Published published,
            @Nullable Double difference,
            List<String> trialIds) {
        public Row {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            trialIds = List.copyOf(trialIds);
        }
    }

    /**
     * @param source the key of the source and the place in it
     * @param populationVariance over the published runs; null for one run
     */
    public record Published(
            String source, int n, double mean, @Nullable Double populationVariance) {}

    /**
     * @param status {@code diverged}, {@code failed} or {@code missing}
     * @param cause empty if missing
     * @param step -1 outside training
     */
    public record Trouble(
            String id,
            String method,
            Map<String, @Nullable Object> settings,
            String dataset,
            long seed,
            String status,
            String cause,
            String phase,
            long step,
            String message) {
        public Trouble {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }
}
