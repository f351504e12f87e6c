package org.disentangle.runner.page;

import java.util.List;

/**
 * What stands on the page of several experiments, in order. Texts are plain: the templates escape them. Members called {@code svg} are
 * drawings that {@link Drawings} makes of numbers alone.
 *
 * @param state how many trials are done
 * @param differences settings that are not the same in all experiments
 * @param datasets tables of the metrics by which boards rank, of whole blocks
 * @param others all other tables
 * @param note that there is nothing to show; empty if there is something
 * @param trials behind the numbers, by experiment
 */
public record SideBySidePage(
        String title,
        String state,
        boolean complete,
        List<Page.Term> legend,
        List<Experiment> experiments,
        List<Difference> differences,
        List<DataSet> datasets,
        List<DataSet> others,
        String note,
        List<Trials> trials) {

    /**
     * @param trials {@code 3}, or {@code 2 of 3, 1 diverged}
     * @param command that makes the experiment's own page
     */
    public record Experiment(
            String id, String letter, String folder, String title, String trials, boolean complete, String command) {}

    /** @param values by experiment */
    public record Difference(String of, String setting, List<String> values) {}

    public record DataSet(String id, String name, List<Table> tables) {}

    /**
     * @param experiments that have the score
     * @param averages whether rows have average ranks
     * @param seeds of all trials of the table, ascending
     * @param scores of these seeds, by method and experiment
     */
    public record Table(
            String id,
            String title,
            List<Experiment> experiments,
            boolean averages,
            List<Row> rows,
            String verdict,
            List<Long> seeds,
            List<Scores> scores) {}

    /** @param averageRank a dash for none */
    public record Row(String line, List<Cell> cells, String averageRank) {}

    /**
     * @param text the mean, or why there is none
     * @param target anchor of the row of scores behind it; empty for none
     * @param sort a number in plain decimals; empty for none
     * @param interval or that there is none; empty without a mean
     * @param reason why there is no interval; empty if there is one
     * @param rank and number of trials
     * @param difference to the first experiment, or why there is none; empty in the first and without a mean
     */
    public record Cell(
            String text,
            String target,
            String sort,
            String interval,
            String reason,
            String rank,
            String difference,
            boolean incomplete) {}

    /** The scores of a method. */
    public record Scores(String line, List<ScoreRow> rows) {}

    /**
     * Those in one experiment.
     *
     * @param svg empty for none
     * @param values in the order of the table's seeds
     */
    public record ScoreRow(
            String id,
            Experiment experiment,
            String mean,
            String interval,
            String reason,
            String svg,
            List<Value> values) {}

    /** @param target anchor of the trial; empty where there is none */
    public record Value(String text, String target) {}

    public record Trials(Experiment experiment, List<Trial> trials) {}

    /** @param command that trains it again and compares */
    public record Trial(String id, String shortId, String dataset, String line, long seed, String command) {}
}
