package org.disentangle.runner.page;

import java.util.List;

/**
 * What stands on the page, in order. Texts are plain: the templates escape them. Members called {@code svg} are drawings that
 * {@link Drawings} makes of numbers alone.
 *
 * @param state how many trials are done and what became of the others
 * @param legend how to read the page, a paragraph each
 * @param settings as an experiment file
 */
public record Page(
        String title,
        String name,
        String description,
        String state,
        boolean complete,
        List<Count> counts,
        List<Term> legend,
        List<String> warnings,
        List<DataSet> datasets,
        List<Trouble> troubles,
        List<Undefined> undefined,
        List<Block> specifications,
        List<Block> environments,
        String settings,
        List<Source> published,
        List<Source> references) {

    /** Whether there is a table whose order something can be said of. */
    public boolean hasFindings() {
        return datasets.stream().anyMatch(data -> !data.overviews().isEmpty());
    }

    /** @param what such as {@code diverged} */
    public record Count(String what, int trials) {}

    public record Term(String term, String meaning) {}

    /** A reference, parted so that an arXiv identifier can be a link; {@code arxiv} is empty for none. */
    public record Source(String before, String arxiv, String after) {}

    /** A text in fixed width with an anchor. */
    public record Block(String id, String title, String text) {}

    /**
     * @param pictures of views
     * @param note in the place of tables where there is nothing to rank
     */
    public record DataSet(
            String id,
            String name,
            String facts,
            List<Picture> pictures,
            String note,
            List<Overview> overviews,
            List<Line> lines) {}

    /**
     * @param uri the picture itself
     * @param methods that saw it
     */
    public record Picture(String uri, String methods) {}

    /**
     * A ranked table.
     *
     * @param metric that methods are ranked by
     * @param by the number that they are ranked by, with its unit
     * @param chance cells of the last row, empty for none; they begin with the column after the trials and the block
     * @param evidence which of them differ, and how sure that is
     * @param plots of the numbers that it ranks
     */
    public record Overview(
            String id,
            String metric,
            String by,
            String caption,
            List<Column> columns,
            List<Row> rows,
            List<String> chance,
            List<String> remarks,
            Evidence evidence,
            List<Plot> plots) {}

    /** @param meaning of the column, for those who point at it */
    public record Column(String label, String meaning) {}

    /**
     * @param position in the order of means, from 1
     * @param rank shared by those that are not told apart from better ones; a dash for none
     * @param range ranks that the tests leave open, or why there is none
     * @param verdict who is better and who is worse
     * @param trials {@code 3} or {@code 2 of 3, 1 diverged}
     */
    public record Row(
            int position,
            String rank,
            String range,
            String verdict,
            Label label,
            String trials,
            int done,
            boolean incomplete,
            String block,
            List<Cell> cells) {}

    /**
     * What the seeds say about the order of a table. Lists are empty where nothing was tested.
     *
     * @param finding in a sentence or two
     * @param how it was found
     * @param verdicts method by method
     * @param more how many methods have no verdict here
     * @param diagrams of average ranks with the critical difference
     * @param matrix of probabilities of improvement, row over column
     * @param profiles of each method, with that of the first
     * @param neighbours in the order of means
     */
    public record Evidence(
            String id,
            String finding,
            String how,
            List<Verdict> verdicts,
            int more,
            List<Plot> diagrams,
            List<MatrixRow> matrix,
            List<Chart> profiles,
            List<Neighbours> neighbours) {}

    /** @param rank with its range */
    public record Verdict(Label label, String rank, String text) {}

    /** @param number that the column of the same method has for a header */
    public record MatrixRow(int number, Label label, List<MatrixCell> cells) {}

    /** @param shade 0 to 10; -1 for a method against itself */
    public record MatrixCell(String text, String interval, String corrected, int shade) {}

    /** @param seeds how many more would tell them apart */
    public record Neighbours(
            Label first, Label second, String difference, String interval, String corrected, String seeds) {}

    /** A method's name and its settings, which leads to its chapter. */
    public record Label(String target, String method, String settings) {}

    /**
     * @param target anchor of the row of scores behind the number; empty for none
     * @param sort a number in plain decimals, empty for a cell without one
     * @param interval or why there is none
     * @param reason why there is no interval, in a sentence; empty if there is one
     * @param published the published number and the difference; empty for none
     */
    public record Cell(String text, String target, String sort, String interval, String reason, String published) {}

    /**
     * The seeds of all methods on one scale.
     *
     * @param name what it shows, short enough for a file's name, such as {@code gap DC}
     * @param axis the scale as a drawing
     * @param reading what the intervals say about the first against the others; empty for nothing
     */
    public record Plot(String id, String name, String caption, String axis, List<PlotRow> rows, String reading) {}

    public record PlotRow(Label label, String target, String text, String svg) {}

    /** A method on a data set. */
    public record Line(
            String id,
            Label label,
            String summary,
            String state,
            boolean incomplete,
            List<HeatMap> heatMaps,
            List<Chart> charts,
            String chartNote,
            List<Key> keys,
            List<Chart> maps,
            String mapNote,
            List<Key> values,
            List<Trial> seeds,
            List<ScoreGroup> scores,
            List<Trial> trials) {}

    public record HeatMap(String metric, String caption, List<String> factors, List<HeatRow> rows) {}

    public record HeatRow(String block, List<HeatCell> cells) {}

    /** @param shade 0 to 10; -1 for a cell without a number */
    public record HeatCell(String text, String target, int shade) {}

    /** @param name what it shows, short enough for a file's name, such as {@code loss} */
    public record Chart(String name, String title, String svg) {}

    /** What a line of a chart looks like and which seed it is. */
    public record Key(String svg, String text) {}

    /** @param better such as {@code percent} */
    public record ScoreGroup(String metric, String unit, List<ScoreRow> rows) {}

    /** @param values by seed, in the order of the line's done trials; empty texts where there is none */
    public record ScoreRow(
            String id, String what, String mean, String interval, String reason, String svg, List<String> values) {}

    /**
     * @param id the anchor
     * @param seed in digits
     * @param specification anchor of its block
     * @param environment anchor of its block, empty without a record
     */
    public record Trial(
            String id,
            String shortId,
            String seed,
            String status,
            String cause,
            String training,
            String scoring,
            String deviceHours,
            String steps,
            String views,
            String memory,
            String parameters,
            Block specification,
            String environment) {}

    public record Trouble(
            String target,
            String shortId,
            String dataset,
            String method,
            String seed,
            String status,
            String cause,
            String where,
            String message) {}

    public record Undefined(String dataset, String method, String score, String trials, String reason) {}
}
