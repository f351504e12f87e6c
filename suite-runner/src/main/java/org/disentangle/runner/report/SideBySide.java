package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.disentangle.metrics.statistics.FriedmanTest;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.NemenyiTest;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.compare.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * What several experiments say of the same cells. Lines are the same if method and settings are called the same.
 *
 * @param experiments in the order in which they were given
 * @param differences settings that are not the same in all
 * @param tables a table per cell that at least two experiments have, in the order of the first experiment that has it
 */
public record SideBySide(List<Experiment> experiments, List<Difference> differences, List<Table> tables) {

    public SideBySide {
        experiments = List.copyOf(experiments);
        differences = List.copyOf(differences);
        tables = List.copyOf(tables);
    }

    /** @param folder as the user named it */
    public record Experiment(String folder, String name, String title, Board.Counts counts) {}

    /**
     * @param of what the setting belongs to: empty for all trials, else a data set or a line
     * @param values by experiment; null where the experiment has none that all its trials share
     */
    public record Difference(String of, String path, List<@Nullable Object> values) {
        public Difference {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /**
     * @param factor empty for a score about all factors
     * @param experiments positions of those that have the cell
     * @param friedman over these experiments; empty if there is none
     * @param nemenyi likewise, at 0.05
     * @param reason why there are no average ranks; empty if there are
     */
    public record Table(
            String dataset,
            String metric,
            String block,
            String factor,
            List<Integer> experiments,
            List<Row> rows,
            Optional<FriedmanTest> friedman,
            Optional<NemenyiTest> nemenyi,
            String reason) {
        public Table {
            experiments = List.copyOf(experiments);
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param line method with settings
     * @param cells by experiment of the table
     */
    public record Row(String line, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A mean over seeds. Fractions, not percent.
     *
     * @param n trials behind the mean
     * @param planned trials that should be
     * @param mean null if there is none
     * @param interval Student's t, 95 %, empty below three seeds; of a count of seeds Clopper and Pearson's
     * @param rank 1 for the highest mean, among the lines that all experiments of the table have completely; null for the others, and
     *     for metrics by which boards do not rank
     * @param missing why there is no mean; empty if there is one
     * @param scores of the n trials
     * @param difference this less the table's first experiment, paired by seed; empty in the first, for counts of seeds, and where one has no
     *     mean, no seed is common, or they share trials
     * @param unpaired why there is no difference; empty if there is one, and in the first experiment
     */
    public record Cell(
            int n,
            int planned,
            @Nullable Double mean,
            Optional<Interval> interval,
            @Nullable Double rank,
            String missing,
            List<SeededBoard.Score> scores,
            Optional<PairedDifference> difference,
            String unpaired) {
        public Cell {
            scores = List.copyOf(scores);
        }

        public List<String> trialIds() {
            return scores.stream().map(SeededBoard.Score::trialId).toList();
        }

        boolean isComplete() {
            return mean != null && n == planned;
        }

        Cell ranked(double among) {
            return new Cell(n, planned, mean, interval, among, missing, scores, difference, unpaired);
        }

        Cell paired(Optional<PairedDifference> found, String reason) {
            return new Cell(n, planned, mean, interval, rank, missing, scores, found, reason);
        }
    }
}
