package org.disentangle.runner.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.report.SideBySide.Difference;
import org.jspecify.annotations.Nullable;

/** Settings that are not the same in several experiments: of all trials, of a data set, of a line. */
final class Differences {
    private Differences() {}

    static List<Difference> of(List<Board> boards) {
        List<Difference> differences = new ArrayList<>();
        add(differences, "", boards.stream().map(Board::common).toList());
        // Training that all trials of an experiment share is told above.
        Set<String> told = differences.stream().map(Difference::path).collect(Collectors.toSet());
        named(boards, board -> board.datasets().stream()
                        .collect(Collectors.toMap(Board.DataSummary::dataset, Differences::members)))
                .forEach((name, settings) -> add(differences, name, settings));
        named(boards, board -> board.lines().stream()
                        .collect(Collectors.toMap(
                                line -> BoardView.label(line) + " on " + line.dataset(), Differences::members)))
                .forEach((name, settings) -> {
                    List<Difference> own = new ArrayList<>();
                    add(own, name, settings);
                    own.stream().filter(one -> !told.contains(one.path())).forEach(differences::add);
                });
        return differences;
    }

    private static Map<String, @Nullable Object> members(Board.DataSummary data) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(data.options());
        if (!data.digest().isEmpty()) {
            members.put("content (SHA-256)", data.digest());
        }
        return members;
    }

    private static Map<String, @Nullable Object> members(Board.Line line) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(line.options());
        members.put("training", line.training());
        return members;
    }

    /** Settings of what several boards have by the same name; boards without it have no settings of it. */
    private static Map<String, List<Map<String, @Nullable Object>>> named(
            List<Board> boards, Function<Board, Map<String, Map<String, @Nullable Object>>> settings) {
        List<Map<String, Map<String, @Nullable Object>>> all =
                boards.stream().map(settings).toList();
        Set<String> names = new LinkedHashSet<>();
        all.forEach(board -> board.keySet().stream().sorted().forEach(names::add));
        Map<String, List<Map<String, @Nullable Object>>> named = new LinkedHashMap<>();
        for (String name : names) {
            List<Map<String, @Nullable Object>> there = new ArrayList<>();
            all.forEach(board -> there.add(board.getOrDefault(name, Map.of())));
            if (there.stream().filter(one -> !one.isEmpty()).count() > 1) {
                named.put(name, there);
            }
        }
        return named;
    }

    private static void add(List<Difference> differences, String of, List<Map<String, @Nullable Object>> byExperiment) {
        List<Integer> having = new ArrayList<>();
        for (int i = 0; i < byExperiment.size(); i++) {
            if (!byExperiment.get(i).isEmpty()) {
                having.add(i);
            }
        }
        Settings.differing(having.stream().map(byExperiment::get).toList()).forEach((path, values) -> {
            List<@Nullable Object> all = new ArrayList<>(Collections.nCopies(byExperiment.size(), null));
            for (int i = 0; i < having.size(); i++) {
                all.set(having.get(i), values.get(i));
            }
            differences.add(new Difference(of, path, all));
        });
    }
}
