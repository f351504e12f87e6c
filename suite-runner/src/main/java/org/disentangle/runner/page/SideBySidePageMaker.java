package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.report.SideBySide;
import org.disentangle.runner.report.SideBySideSheet;
import org.disentangle.runner.report.SideBySideSheet.Entry;
import org.disentangle.runner.table.ShellText;

/** Makes the page of several experiments side by side. */
public final class SideBySidePageMaker {
    private final SideBySideSheet sheet;
    private final List<SideBySidePage.Experiment> experiments;
    /** By experiment: trials by id, in the order in which tables name them. */
    private final List<Map<String, SideBySidePage.Trial>> trials = new ArrayList<>();

    private int tables;
    private int rows;

    private SideBySidePageMaker(SideBySide sides) {
        this.sheet = SideBySideSheet.of(sides);
        this.experiments = new ArrayList<>();
        for (SideBySideSheet.Experiment one : sheet.experiments()) {
            Board.Counts counts = sides.experiments().get(experiments.size()).counts();
            experiments.add(new SideBySidePage.Experiment(
                    "e" + experiments.size(),
                    one.letter(),
                    one.folder(),
                    one.title(),
                    one.trials(),
                    counts.done() == counts.planned(),
                    "suite report " + ShellText.path(one.folder()) + " --format html"));
            trials.add(new LinkedHashMap<>());
        }
    }

    /** The page as HTML: the same bytes for the same boards and names of folders. */
    public static String write(SideBySide sides) {
        return PageHtml.write(new SideBySidePageMaker(sides).make());
    }

    private SideBySidePage make() {
        boolean complete = experiments.stream().allMatch(SideBySidePage.Experiment::complete);
        List<SideBySidePage.DataSet> datasets = datasets("d", sheet.tables(), true);
        List<SideBySidePage.DataSet> others = datasets("o", sheet.others(), false);
        return new SideBySidePage(
                experiments.size() + " experiments side by side",
                complete
                        ? "All trials of all experiments are done."
                        : "Not all trials are done; what is not done is in no mean.",
                complete,
                legend(),
                experiments,
                sheet.differences().stream()
                        .map(difference ->
                                new SideBySidePage.Difference(difference.of(), difference.path(), difference.values()))
                        .toList(),
                datasets,
                others,
                datasets.isEmpty() && others.isEmpty() ? sheet.more() : "",
                trialLists());
    }

    private List<Page.Term> legend() {
        return List.of(
                new Page.Term("cell", sheet.reading()),
                new Page.Term(
                        "less A",
                        "A cell's difference to the first experiment of its table, taken seed by seed on the seeds that both have, with"
                                + " Student's 95 % interval from three seeds on. It is what all settings that differ make together. An interval"
                                + " without 0 in it is a sign of a difference, one with 0 no sign of none; nothing is corrected for the number of"
                                + " cells. Experiments that share trials are not compared there."),
                new Page.Term(
                        "diagonal",
                        "The seeds that are counted, with the exact interval of Clopper and Pearson for their share."),
                new Page.Term(
                        "hatched cells",
                        "Not all trials are done. What is not done is in no mean, and those that did not diverge or fail may be the"
                                + " easier ones."),
                new Page.Term(
                        "Where a number comes from",
                        "Every mean is a link to its row of seeds, every seed to its trial, and each trial stands with its folder and the"
                                + " command that trains it again and compares. What the metrics mean stands on the page of each experiment."));
    }

    private List<SideBySidePage.DataSet> datasets(String prefix, List<SideBySideSheet.Table> from, boolean drawn) {
        Map<String, List<SideBySidePage.Table>> byName = new LinkedHashMap<>();
        for (SideBySideSheet.Table table : from) {
            byName.computeIfAbsent(table.dataset(), name -> new ArrayList<>()).add(table(table, drawn));
        }
        List<SideBySidePage.DataSet> datasets = new ArrayList<>();
        byName.forEach(
                (name, found) -> datasets.add(new SideBySidePage.DataSet(prefix + datasets.size(), name, found)));
        return datasets;
    }

    private SideBySidePage.Table table(SideBySideSheet.Table table, boolean drawn) {
        List<SideBySidePage.Experiment> across =
                table.experiments().stream().map(experiments::get).toList();
        List<Long> seeds = seeds(table);
        Optional<Drawings.Scale> scale = drawn ? Optional.of(scale(table)) : Optional.empty();
        List<SideBySidePage.Row> means = new ArrayList<>();
        List<SideBySidePage.Scores> scores = new ArrayList<>();
        for (SideBySideSheet.Row row : table.rows()) {
            List<SideBySidePage.Cell> cells = new ArrayList<>();
            List<SideBySidePage.ScoreRow> behind = new ArrayList<>();
            for (int i = 0; i < row.cells().size(); i++) {
                Entry entry = row.cells().get(i);
                String anchor = entry.cell().mean() == null ? "" : "s" + rows++;
                cells.add(cell(entry, anchor, across.get(0)));
                if (!anchor.isEmpty()) {
                    int experiment = table.experiments().get(i);
                    name(table, row, experiment, entry.cell().scores());
                    behind.add(scoreRow(table.metric(), entry, anchor, experiment, seeds, scale));
                }
            }
            means.add(new SideBySidePage.Row(row.line(), cells, row.averageRank()));
            scores.add(new SideBySidePage.Scores(row.line(), behind));
        }
        return new SideBySidePage.Table(
                "x" + tables++, table.title(), across, table.averages(), means, table.verdict(), seeds, scores);
    }

    private static List<SeededBoard.Score> scores(SideBySideSheet.Table table) {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .flatMap(entry -> entry.cell().scores().stream())
                .toList();
    }

    private static List<Long> seeds(SideBySideSheet.Table table) {
        TreeSet<Long> seeds = new TreeSet<>();
        scores(table).forEach(score -> seeds.add(score.seed()));
        return List.copyOf(seeds);
    }

    private static Drawings.Scale scale(SideBySideSheet.Table table) {
        double[] values = scores(table).stream()
                .mapToDouble(SeededBoard.Score::value)
                .sorted()
                .toArray();
        return Drawings.Scale.of(values[0], values[values.length - 1]);
    }

    private static SideBySidePage.Cell cell(Entry entry, String anchor, SideBySidePage.Experiment first) {
        Double mean = entry.cell().mean();
        if (mean == null) {
            return new SideBySidePage.Cell(entry.mean(), "", "", "", "", "", "", false);
        }
        String rank = entry.cell().rank() == null ? "no rank" : "rank " + entry.rank();
        return new SideBySidePage.Cell(
                entry.mean(),
                anchor,
                Figures.decimal(mean, 6),
                entry.interval().isEmpty() ? "no interval" : entry.interval(),
                entry.noInterval(),
                rank + ", n " + entry.trials(),
                entry.difference().isEmpty()
                        ? ""
                        : (entry.cell().difference().isPresent() ? "less " : "not compared with ") + first.letter()
                                + ": " + entry.difference(),
                entry.incomplete());
    }

    private SideBySidePage.ScoreRow scoreRow(
            String metric,
            Entry entry,
            String anchor,
            int experiment,
            List<Long> seeds,
            Optional<Drawings.Scale> scale) {
        Map<Long, SideBySidePage.Value> bySeed = new LinkedHashMap<>();
        entry.cell()
                .scores()
                .forEach(score -> bySeed.put(
                        score.seed(),
                        new SideBySidePage.Value(
                                Figures.value(metric, score.value()), anchor(experiment, score.trialId()))));
        return new SideBySidePage.ScoreRow(
                anchor,
                experiments.get(experiment),
                entry.mean(),
                entry.interval().isEmpty() ? "–" : entry.interval(),
                entry.noInterval(),
                scale.map(found -> Drawings.small(
                                found,
                                entry.cell().scores().stream()
                                        .map(SeededBoard.Score::value)
                                        .toList(),
                                Objects.requireNonNull(entry.cell().mean()),
                                entry.cell().interval().orElse(null)))
                        .orElse(""),
                seeds.stream()
                        .map(seed -> bySeed.getOrDefault(seed, new SideBySidePage.Value("", "")))
                        .toList());
    }

    /** Experiments may share a trial. */
    private static String anchor(int experiment, String trial) {
        return "e" + experiment + "-" + TrialTables.anchor(trial);
    }

    private void name(
            SideBySideSheet.Table table, SideBySideSheet.Row row, int experiment, List<SeededBoard.Score> scores) {
        for (SeededBoard.Score score : scores) {
            String id = TrialTables.shortened(score.trialId());
            trials.get(experiment)
                    .computeIfAbsent(
                            score.trialId(),
                            unseen -> new SideBySidePage.Trial(
                                    anchor(experiment, score.trialId()),
                                    id,
                                    table.dataset(),
                                    row.line(),
                                    score.seed(),
                                    "suite verify "
                                            + ShellText.path(
                                                    experiments.get(experiment).folder()) + " --rerun " + id));
        }
    }

    private List<SideBySidePage.Trials> trialLists() {
        List<SideBySidePage.Trials> lists = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            lists.add(new SideBySidePage.Trials(
                    experiments.get(i), List.copyOf(trials.get(i).values())));
        }
        return lists;
    }
}
