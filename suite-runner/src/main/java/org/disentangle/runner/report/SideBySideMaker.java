package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.disentangle.metrics.statistics.FriedmanTest;
import org.disentangle.metrics.statistics.NemenyiTest;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.report.SideBySide.Cell;
import org.disentangle.runner.report.SideBySide.Row;
import org.disentangle.runner.report.SideBySide.Table;
import org.jspecify.annotations.Nullable;

/** Lays the boards of several experiments side by side. */
public final class SideBySideMaker {
    /** So many experiments make average ranks worth a look. */
    static final int FEWEST_FOR_RANKS = 3;

    private static final double SIGNIFICANCE = 0.05;
    private static final double ROUNDING = 1e-9;
    /** Boards rank by these; higher is better. Of others the board does not say which direction is better. */
    private static final Set<String> RANKED = Set.of(BoardView.PROBE, BoardView.R2, BoardView.GAP);

    private final List<SeededBoard> boards;
    private final List<Map<Key, Map<String, Cell>>> cells = new ArrayList<>();

    private record Key(String dataset, String metric, String block, String factor) {}

    private SideBySideMaker(List<SeededBoard> boards) {
        this.boards = boards;
        boards.forEach(board -> cells.add(cells(board)));
    }

    /**
     * @param folders what the experiments' folders are called
     * @param boards of the same order and number
     */
    public static SideBySide make(List<String> folders, List<SeededBoard> boards) {
        return new SideBySideMaker(boards).make(folders);
    }

    private SideBySide make(List<String> folders) {
        List<SideBySide.Experiment> experiments = new ArrayList<>();
        for (int i = 0; i < boards.size(); i++) {
            Board board = boards.get(i).board();
            experiments.add(new SideBySide.Experiment(folders.get(i), board.name(), board.title(), board.counts()));
        }
        Set<Key> keys = new LinkedHashSet<>();
        cells.forEach(there -> keys.addAll(there.keySet()));
        List<Table> tables = new ArrayList<>();
        for (Key key : keys) {
            List<Integer> having = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).containsKey(key)) {
                    having.add(i);
                }
            }
            if (having.size() > 1) {
                tables.add(table(key, having));
            }
        }
        return new SideBySide(
                experiments,
                Differences.of(boards.stream().map(SeededBoard::board).toList()),
                tables);
    }

    private static Map<Key, Map<String, Cell>> cells(SeededBoard seeded) {
        Map<Key, Map<String, Cell>> cells = new LinkedHashMap<>();
        for (Board.Row row : seeded.board().rows()) {
            cells.computeIfAbsent(
                            new Key(row.dataset(), row.metric(), row.block(), row.factor()),
                            key -> new LinkedHashMap<>())
                    .put(
                            Settings.label(row.method(), row.settings()),
                            new Cell(
                                    row.n(),
                                    row.planned(),
                                    row.mean(),
                                    seeded.interval(row),
                                    null,
                                    "",
                                    seeded.scores(row),
                                    Optional.empty(),
                                    ""));
        }
        return cells;
    }

    private Table table(Key key, List<Integer> having) {
        Set<String> lines = new LinkedHashSet<>();
        having.forEach(experiment -> boards.get(experiment).board().lines().stream()
                .filter(line -> line.dataset().equals(key.dataset))
                .forEach(line -> lines.add(BoardView.label(line))));
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            List<Cell> row = having.stream()
                    .map(experiment -> cell(key, experiment, line))
                    .toList();
            if (row.stream().anyMatch(cell -> cell.mean() != null)) {
                rows.add(new Row(line, Pairing.of(key.metric, row)));
            }
        }
        List<Row> complete = rows.stream()
                .filter(row -> row.cells().stream().allMatch(Cell::isComplete))
                .toList();
        String reason = reason(key, having, rows, complete);
        Optional<FriedmanTest> friedman = reason.isEmpty() ? Optional.of(friedman(complete)) : Optional.empty();
        return new Table(
                key.dataset,
                key.metric,
                key.block,
                key.factor,
                having,
                RANKED.contains(key.metric) ? ranked(rows, complete) : rows,
                friedman,
                friedman.map(test -> NemenyiTest.after(test, SIGNIFICANCE)),
                reason);
    }

    private Cell cell(Key key, int experiment, String line) {
        Map<String, Cell> there = Objects.requireNonNull(cells.get(experiment).get(key));
        return Optional.ofNullable(there.get(line)).orElseGet(() -> missing(key, experiment, line));
    }

    private Cell missing(Key key, int experiment, String label) {
        Optional<Board.Line> line = boards.get(experiment).board().lines().stream()
                .filter(known -> known.dataset().equals(key.dataset)
                        && BoardView.label(known).equals(label))
                .findFirst();
        return new Cell(
                0,
                line.map(known -> known.counts().planned()).orElse(0),
                null,
                Optional.empty(),
                null,
                line.map(known -> known.counts().done() == 0
                                ? "no trial is done (" + BoardView.count(known.counts()) + ")"
                                : "no such score")
                        .orElse("not in this experiment"),
                List.of(),
                Optional.empty(),
                "");
    }

    private String reason(Key key, List<Integer> having, List<Row> rows, List<Row> complete) {
        if (!RANKED.contains(key.metric)) {
            return "boards do not rank by " + key.metric;
        }
        if (having.size() < FEWEST_FOR_RANKS) {
            return "it takes " + FEWEST_FOR_RANKS + " experiments";
        }
        if (complete.size() < rows.size()) {
            return "not every method is complete in every experiment";
        }
        if (rows.size() < 2) {
            return "there is but one method";
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < having.size(); i++) {
            Set<String> here = new HashSet<>();
            for (Row row : rows) {
                here.addAll(row.cells().get(i).trialIds());
            }
            if (here.stream().anyMatch(seen::contains)) {
                return "experiments share trials, so they are not independent";
            }
            seen.addAll(here);
        }
        return "";
    }

    private static double[] means(List<Row> rows, int experiment) {
        return rows.stream()
                .mapToDouble(row ->
                        Objects.requireNonNull(row.cells().get(experiment).mean()))
                .toArray();
    }

    private static FriedmanTest friedman(List<Row> rows) {
        int experiments = rows.get(0).cells().size();
        double[][] scores = new double[experiments][];
        for (int experiment = 0; experiment < experiments; experiment++) {
            scores[experiment] = means(rows, experiment);
        }
        return FriedmanTest.of(rows.stream().map(Row::line).toList(), scores);
    }

    /** Only lines that all have completely: a rank among others would be of another field in each experiment. */
    private static List<Row> ranked(List<Row> rows, List<Row> complete) {
        Map<String, List<Cell>> ranked = new HashMap<>();
        complete.forEach(row -> ranked.put(row.line(), new ArrayList<>()));
        int experiments = rows.get(0).cells().size();
        for (int experiment = 0; experiment < experiments; experiment++) {
            double[] means = means(complete, experiment);
            for (int i = 0; i < means.length; i++) {
                Row row = complete.get(i);
                Objects.requireNonNull(ranked.get(row.line()))
                        .add(row.cells().get(experiment).ranked(rank(means, i)));
            }
        }
        return rows.stream()
                .map(row -> new Row(row.line(), ranked.getOrDefault(row.line(), row.cells())))
                .toList();
    }

    /** Equal means share the mean of their ranks; as in {@link FriedmanTest}, rounding makes no difference. */
    private static double rank(double[] means, int of) {
        double tolerance = ROUNDING * Arrays.stream(means).map(Math::abs).max().orElse(0);
        int higher = 0;
        int equal = 0;
        for (double mean : means) {
            if (Math.abs(mean - means[of]) <= tolerance) {
                equal++;
            } else if (mean > means[of]) {
                higher++;
            }
        }
        return higher + (equal + 1) / 2.0;
    }

    static @Nullable Double averageRank(Table table, String line) {
        return table.friedman().map(test -> test.averageRanks().get(line)).orElse(null);
    }
}
