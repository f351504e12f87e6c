package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardSettings;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.DataFacts;
import org.disentangle.runner.board.Ranking;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.board.SelectionText;
import org.disentangle.runner.board.UndefinedScores;
import org.disentangle.runner.codes.CodeMap;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;

/** Makes the page of a plan, the records that there are and their learning curves. */
public final class PageMaker {
    private static final Pattern ARXIV = Pattern.compile("arXiv:([0-9]{4}\\.[0-9]{4,5})");

    private static final String VIEWS = "views.png";

    private final Plan plan;
    private final Map<String, TrialRecord> records;
    private final Board board;
    private final BoardView view;
    private final Scores scores;
    private final TrialTables trials;
    private final TrialFiles files;
    /** Of each learning curve. */
    private final int mostPoints;

    private PageMaker(
            Plan plan, Map<String, TrialRecord> records, SeededBoard seeded, TrialFiles files, int mostPoints) {
        this.plan = plan.withoutStudy();
        this.records = records;
        this.board = seeded.board();
        this.view = new BoardView(board);
        this.scores = new Scores(seeded);
        this.trials = new TrialTables(this.plan, records);
        this.files = files;
        this.mostPoints = mostPoints;
    }

    /**
     * @param records valid ones, by trial id
     * @param files what trials have left beside their records
     */
    public static Page make(Plan plan, Map<String, TrialRecord> records, TrialFiles files) {
        return new PageMaker(plan, records, BoardMaker.makeWithSeeds(plan, records), files, points(records)).make();
    }

    /**
     * The page that figures are taken from: its learning curves are as fine for many trials as for one, because each becomes a file of
     * its own.
     *
     * @param seeded of the same plan and records
     */
    public static Page makeForFigures(
            Plan plan, Map<String, TrialRecord> records, SeededBoard seeded, TrialFiles files) {
        return new PageMaker(plan, records, seeded, files, LearningCurves.MOST_POINTS).make();
    }

    /** The style sheet of the page, which says what drawings look like. */
    public static String style() {
        return PageHtml.STYLE;
    }

    private static int points(Map<String, TrialRecord> records) {
        return LearningCurves.points(records.size());
    }

    /** The page as HTML. */
    public static String write(Plan plan, Map<String, TrialRecord> records, TrialFiles files) {
        return write(plan, records, BoardMaker.makeWithSeeds(plan, records), files);
    }

    /**
     * The same of a board that was made already.
     *
     * @param seeded of the same plan and records
     */
    public static String write(Plan plan, Map<String, TrialRecord> records, SeededBoard seeded, TrialFiles files) {
        return PageHtml.write(new PageMaker(plan, records, seeded, files, points(records)).make());
    }

    private Page make() {
        Board.Counts counts = board.counts();
        List<Page.DataSet> datasets = new ArrayList<>();
        for (int i = 0; i < board.datasets().size(); i++) {
            datasets.add(dataset("d" + i, board.datasets().get(i)));
        }
        return new Page(
                board.title(),
                board.name(),
                board.description(),
                state(counts),
                counts.done() == counts.planned(),
                Stream.of(
                                new Page.Count("planned", counts.planned()),
                                new Page.Count("done", counts.done()),
                                new Page.Count("diverged", counts.diverged()),
                                new Page.Count("failed", counts.failed()),
                                new Page.Count("not run", counts.missing()))
                        .toList(),
                Legend.of(board),
                warnings(),
                datasets,
                troubles(),
                undefined(),
                trials.specifications(),
                trials.environments(),
                BoardSettings.yaml(board),
                board.published().stream().map(PageMaker::source).toList(),
                board.references().stream().map(PageMaker::source).toList());
    }

    private static String state(Board.Counts counts) {
        return counts.done() == counts.planned()
                ? "All " + counts.planned() + " trials are done."
                : counts.done() + " of " + counts.planned() + " trials are done" + BoardView.rest(counts)
                        + ". What is not done is in no mean.";
    }

    /** Scores without a value have a table of their own. */
    private List<String> warnings() {
        List<String> undefined = UndefinedScores.of(plan.trials(), records);
        return Stream.concat(
                        board.warnings().stream().filter(warning -> !undefined.contains(warning)),
                        Stream.of("Some scores have no value, for the reasons given under “Scores without a value”.")
                                .filter(warning -> !undefined.isEmpty()))
                .toList();
    }

    private static Page.Source source(String text) {
        Matcher arxiv = ARXIV.matcher(text);
        return arxiv.find()
                ? new Page.Source(text.substring(0, arxiv.start()), arxiv.group(1), text.substring(arxiv.end()))
                : new Page.Source(text, "", "");
    }

    private Page.DataSet dataset(String id, Board.DataSummary data) {
        // By identity: to hash a line is to hash all its options.
        Map<Board.Line, Page.Label> labels = new IdentityHashMap<>();
        List<Board.Line> there = new ArrayList<>();
        for (int i = 0; i < board.lines().size(); i++) {
            Board.Line line = board.lines().get(i);
            if (line.dataset().equals(data.dataset())) {
                there.add(line);
                labels.put(line, new Page.Label("m" + i, line.method(), Settings.text(view.telling(line))));
            }
        }
        Overviews overviews = new Overviews(id, view, scores, trials, labels);
        List<Page.Overview> tables =
                Ranking.of(view, data).stream().map(overviews::overview).toList();
        List<Page.Line> lines = there.stream()
                .map(line -> line(line, Objects.requireNonNull(labels.get(line))))
                .toList();
        return new Page.DataSet(
                id,
                data.dataset(),
                data.trainGroups() == 0 ? "" : DataFacts.of(data, name -> name) + " " + SelectionText.of(view, there),
                pictures(there),
                data.trainGroups() == 0
                        ? "Nothing is known yet: no trial got as far as the data."
                        : tables.isEmpty() ? "There are no scores that methods could be ranked by." : "",
                tables,
                lines);
    }

    private List<Page.Picture> pictures(List<Board.Line> lines) {
        ViewPictures pictures = new ViewPictures();
        for (Board.Line line : lines) {
            trials.of(line).stream()
                    .filter(trials::isDone)
                    .findFirst()
                    .ifPresent(trial -> pictures.add(line.method(), kept(trial, VIEWS)));
        }
        return pictures.pictures();
    }

    /** The content of a file beside a record, if it is what the record says it is; empty if not. */
    private byte[] kept(PlannedTrial trial, String name) {
        byte[] content = files.content(trial.id(), name);
        TrialRecord record = records.get(trial.id());
        boolean known = record != null
                && record.attachments().stream()
                        .anyMatch(attachment -> attachment.file().equals(name)
                                && attachment.sha256().equals(CanonicalJson.sha256(content)));
        return known ? content : new byte[0];
    }

    private List<Page.Chart> maps(Board.Line line, List<PlannedTrial> done) {
        return done.isEmpty()
                ? List.of()
                : CodeMaps.of(
                        kept(done.get(0), CodeMap.FILE),
                        Objects.requireNonNull(records.get(done.get(0).id())),
                        Ranking.whole(line),
                        board.lines().size());
    }

    private Page.Line line(Board.Line line, Page.Label label) {
        List<PlannedTrial> planned = trials.of(line);
        List<PlannedTrial> done = planned.stream().filter(trials::isDone).toList();
        List<PlannedTrial> recorded = planned.stream()
                .filter(trial -> records.containsKey(trial.id()))
                .toList();
        List<PlannedTrial> withCurves = new ArrayList<>();
        List<Map<String, List<double[]>>> read = new ArrayList<>();
        boolean thinned = false;
        for (PlannedTrial trial : recorded) {
            List<String> lines = files.curve(trial.id());
            if (!lines.isEmpty()) {
                withCurves.add(trial);
                read.add(LearningCurves.read(lines, mostPoints));
                thinned |= lines.size() > mostPoints;
            }
        }
        ScoreTables tables = new ScoreTables(scores, line, done);
        List<Page.Chart> maps = maps(line, done);
        return new Page.Line(
                label.target(),
                new Page.Label(label.target(), line.method(), Settings.text(line.settings())),
                line.summary(),
                seeds(line),
                line.counts().done() < line.counts().planned(),
                tables.heatMaps(),
                LearningCurves.charts(read),
                curveNote(thinned, mostPoints, read.size()),
                keys(withCurves),
                maps,
                maps.isEmpty() ? "" : mapNote(done.get(0)),
                maps.isEmpty()
                        ? List.of()
                        : CodeMaps.keys(
                                Objects.requireNonNull(records.get(done.get(0).id()))),
                done.stream().map(trials::row).toList(),
                tables.groups(),
                planned.stream().map(trials::row).toList());
    }

    private static String seeds(Board.Line line) {
        Board.Counts counts = line.counts();
        String matched = line.swapped().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> " The blocks of " + entry.getKey() + " changed places in " + entry.getValue() + " of "
                        + counts.done() + " seeds, by matching.")
                .collect(Collectors.joining());
        String seeds = line.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return counts.done() == 0
                ? "No trial is done (" + BoardView.count(counts) + ")."
                : "n = " + BoardView.count(counts) + " (" + (counts.done() == 1 ? "seed " : "seeds ") + seeds + ")."
                        + matched;
    }

    private static String curveNote(boolean thinned, int most, int trials) {
        if (trials == 0) {
            return "";
        }
        return "Each line is a seed; the scale of each chart is its own, and stands in its title."
                + (thinned ? " Of each curve at most " + most + " logged steps are drawn; curve.jsonl has all." : "");
    }

    private static String mapNote(PlannedTrial trial) {
        return "Test codes of " + trial.seedText()
                + " along the two directions in which they vary most, each scaled to deviation 1. To look at: no number comes from it, and what lies"
                + " apart in other directions lies together here. Values of a factor:";
    }

    private static List<Page.Key> keys(List<PlannedTrial> trials) {
        if (trials.size() > LearningCurves.TOLD_APART) {
            return List.of();
        }
        List<Page.Key> keys = new ArrayList<>();
        trials.forEach(trial -> keys.add(new Page.Key(Drawings.key(keys.size()), "seed " + trial.seed())));
        return keys;
    }

    private List<Page.Trouble> troubles() {
        return board.troubles().stream()
                .map(trouble -> new Page.Trouble(
                        TrialTables.anchor(trouble.id()),
                        TrialTables.shortened(trouble.id()),
                        trouble.dataset(),
                        Settings.label(trouble.method(), trouble.settings()),
                        Long.toString(trouble.seed()),
                        trouble.status().equals("missing") ? "not run" : trouble.status(),
                        trouble.cause(),
                        trouble.step() < 0 ? trouble.phase() : trouble.phase() + ", step " + trouble.step(),
                        trouble.message()))
                .toList();
    }

    private record UndefinedKey(String dataset, String method, Undefined undefined) {}

    private List<Page.Undefined> undefined() {
        Map<UndefinedKey, Integer> counts = new LinkedHashMap<>();
        for (PlannedTrial trial : plan.trials()) {
            TrialRecord record = records.get(trial.id());
            if (record != null) {
                record.undefined()
                        .forEach(undefined -> counts.merge(
                                new UndefinedKey(
                                        trial.data(), Settings.label(trial.method(), trial.settings()), undefined),
                                1,
                                Integer::sum));
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Page.Undefined(
                        entry.getKey().dataset(),
                        entry.getKey().method(),
                        Scores.about(
                                entry.getKey().undefined().metric(),
                                entry.getKey().undefined().block(),
                                entry.getKey().undefined().factor()),
                        entry.getValue().toString(),
                        entry.getKey().undefined().reason()))
                .toList();
    }
}
