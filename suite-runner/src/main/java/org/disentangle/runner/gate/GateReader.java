package org.disentangle.runner.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.registry.NearestName;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.Figures;

/**
 * Reads {@code METHOD[ (SETTINGS)] [METRIC] BLOCK[/FACTOR] OP NUMBER}, in which OP is {@code < <= >} or {@code >=} and the number a
 * fraction or followed by {@code %}. Names are looked for on the board rather than told apart by their signs, for those of plug-ins and
 * files may hold spaces. A method's line goes by all of its settings, as its chapter is headed, and by those that tell it from the method's
 * other lines, as tables call it.
 */
public final class GateReader {
    private static final String FORM =
            "METHOD[ (SETTINGS)] [METRIC] BLOCK[/FACTOR] OP NUMBER, in which OP is <, <=, > or >=, such as ";

    private static final Pattern CONDITION = Pattern.compile(
            "(?s)\\s*(.*\\S)\\s*(<=|>=|<|>)\\s*([+\\-−]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?)\\s*(%?)\\s*");

    private final Board board;
    private final BoardView view;
    private final TreeSet<String> metrics = new TreeSet<>();
    private final TreeSet<String> blocks = new TreeSet<>();
    private final TreeSet<String> factors = new TreeSet<>();

    /** @param board whose names gates may use */
    public GateReader(Board board) {
        this.board = board;
        this.view = new BoardView(board);
        board.lines().forEach(line -> blocks.addAll(line.blocks()));
        board.datasets().forEach(data -> {
            data.factors().forEach(factor -> factors.add(factor.name()));
            data.continuousFactors().forEach(factor -> factors.add(factor.name()));
        });
        board.rows().forEach(row -> {
            metrics.add(row.metric());
            blocks.add(row.block());
            factors.add(row.factor());
        });
    }

    /** @throws UserError if it has not that form, or a name that is not on the board */
    public Gate read(String text) {
        Matcher condition = CONDITION.matcher(text);
        if (!condition.matches()) {
            throw new UserError("--fail-if '" + text + "' is no condition. Write " + form());
        }
        String left = condition.group(1);
        String subject = subject(text, left);
        List<Board.Line> lines = lines(text, subject);
        String rest = left.substring(subject.length()).strip();
        if (rest.startsWith("(")) {
            throw unknown(
                    text,
                    "settings of " + subject,
                    subject + " " + rest.substring(0, rest.indexOf(')') < 0 ? rest.length() : rest.indexOf(')') + 1),
                    lines.stream().map(this::written).distinct().toList());
        }
        String metric = metric(text, rest);
        Place place = place(text, metric, rest.substring(metric.length()).strip(), lines);
        return new Gate(
                text,
                lines,
                metric,
                place.block,
                place.factor,
                Arrays.stream(Gate.Comparison.values())
                        .filter(comparison -> comparison.sign().equals(condition.group(2)))
                        .findFirst()
                        .orElseThrow(),
                threshold(
                        text,
                        metric,
                        place.factor,
                        new BigDecimal(condition.group(3).replace('−', '-')),
                        !condition.group(4).isEmpty()));
    }

    private record Place(String block, String factor) {}

    /** Blocks have slashes in their names too, such as {@code style/style1}: the board says which slash parts block and factor. */
    private Place place(String text, String metric, String written, List<Board.Line> lines) {
        List<Place> readings = new ArrayList<>();
        for (int slash = written.lastIndexOf('/'); slash >= 0; slash = written.lastIndexOf('/', slash - 1)) {
            readings.add(new Place(written.substring(0, slash), written.substring(slash + 1)));
        }
        readings.add(new Place(written, ""));
        List<Place> known = readings.stream()
                .filter(place -> blocks.contains(place.block) && factors.contains(place.factor))
                .toList();
        Place likely = readings.stream()
                .filter(place -> blocks.contains(place.block))
                .findFirst()
                .orElse(readings.get(0));
        Place found = known.stream()
                .filter(place -> isScored(place, metric, lines))
                .findFirst()
                .orElse(known.isEmpty() ? likely : known.get(0));
        return new Place(known(text, "block", found.block, blocks), known(text, "factor", found.factor, factors));
    }

    private boolean isScored(Place place, String metric, List<Board.Line> lines) {
        return board.rows().stream()
                .anyMatch(row -> row.block().equals(place.block)
                        && row.factor().equals(place.factor)
                        && (metric.isEmpty() || row.metric().equals(metric))
                        && lines.stream().anyMatch(line -> line.method().equals(row.method())));
    }

    /** The longest name that the text begins with. */
    private String subject(String text, String left) {
        return board.lines().stream()
                .flatMap(line -> Stream.of(line.method(), view.name(line), BoardView.label(line)))
                .filter(subject -> left.startsWith(subject + " "))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> unknown(
                        text,
                        "method",
                        left.split("\\s", 2)[0],
                        board.lines().stream()
                                .map(Board.Line::method)
                                .distinct()
                                .toList()));
    }

    /** Those that a subject is about. One name for lines with different settings would judge one and be read as about the other. */
    private List<Board.Line> lines(String text, String subject) {
        List<Board.Line> lines = called(subject);
        boolean exactly = lines.stream().anyMatch(line -> isExactly(subject, line));
        if (!exactly && lines.stream().map(BoardView::label).distinct().count() > 1) {
            throw new UserError("--fail-if '" + text + "': '" + subject
                    + "' is what the tables of several data sets call different settings. Write all settings of the one that is meant: "
                    + lines.stream()
                            .map(line -> "'" + BoardView.label(line) + "' (on " + line.dataset() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    /** All lines of a method; or the one with all these settings on every data set; or those that tables call so. */
    private List<Board.Line> called(String subject) {
        List<Board.Line> exactly =
                board.lines().stream().filter(line -> isExactly(subject, line)).toList();
        return !exactly.isEmpty()
                ? exactly
                : board.lines().stream()
                        .filter(line -> subject.equals(view.name(line)))
                        .toList();
    }

    private static boolean isExactly(String subject, Board.Line line) {
        return subject.equals(line.method()) || subject.equals(BoardView.label(line));
    }

    /** What tables call a line if that leads to it alone, else its name with all settings. */
    private String written(Board.Line line) {
        String name = view.name(line);
        return called(name).stream().allMatch(other -> BoardView.label(other).equals(BoardView.label(line)))
                ? name
                : BoardView.label(line);
    }

    /** Empty if none is named. */
    private String metric(String text, String rest) {
        Optional<String> named = metrics.stream()
                .filter(metric -> rest.startsWith(metric + " "))
                .max(Comparator.comparingInt(String::length));
        int space = rest.indexOf(' ');
        int slash = rest.indexOf('/');
        boolean twoWords = space > 0 && (slash < 0 || space < slash);
        if (named.isPresent() || !twoWords) {
            return named.orElse("");
        }
        String before = slash < 0 ? rest : rest.substring(0, slash);
        return blocks.contains(before) ? "" : known(text, "metric", rest.substring(0, space), metrics);
    }

    /** A board without a score knows no names to hold a word against. */
    private String known(String text, String kind, String word, Collection<String> known) {
        if (!board.rows().isEmpty() && !known.contains(word)) {
            throw unknown(text, kind, word, known);
        }
        return word;
    }

    private UserError unknown(String text, String kind, String word, Collection<String> known) {
        List<String> names = known.stream().filter(name -> !name.isEmpty()).toList();
        return new UserError("--fail-if '" + text + "': the board has no " + kind + " '" + word + "'"
                + NearestName.of(word, names)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(".")
                + " It has: " + String.join(", ", names) + ". The form is " + form());
    }

    /** With a condition that can be put to this board, as soon as it has a score. */
    private String form() {
        return FORM
                + board.rows().stream()
                        .filter(row -> !row.factor().isEmpty())
                        .findFirst()
                        .map(row -> "'" + written(line(row)) + " " + row.metric() + " " + row.block() + "/"
                                + row.factor() + " < 0.95'")
                        .orElse("'simclr r/DC < 0.95' or 'hessian (lambda=0.1) gap z/DC <= 20 %'");
    }

    private Board.Line line(Board.Row row) {
        return board.lines().stream()
                .filter(line -> line.method().equals(row.method())
                        && line.settings().equals(row.settings())
                        && line.dataset().equals(row.dataset()))
                .findFirst()
                .orElseThrow();
    }

    private double threshold(String text, String metric, String factor, BigDecimal number, boolean percent) {
        double threshold = (percent ? number.movePointLeft(2) : number).doubleValue();
        boolean share = Figures.inPercent(metric) || (metric.isEmpty() && !isContinuous(factor));
        if (share && Math.abs(threshold) > 1) {
            throw new UserError("--fail-if '" + text + "': " + number.toPlainString() + (percent ? " %" : "")
                    + " is beyond 100 %. Scores are fractions: write "
                    + number.movePointLeft(2).toPlainString() + " or "
                    + number.toPlainString() + " %.");
        }
        return threshold;
    }

    private boolean isContinuous(String factor) {
        return board.datasets().stream().anyMatch(data -> Cells.isContinuous(data, factor));
    }
}
