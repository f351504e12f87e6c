package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parameters of each training the numbers of some lines are of, in words. */
public final class SelectionText {
    private static final String LAST =
            "What is scored are the parameters after the last step; no step was chosen by its score.";

    private SelectionText() {}

    /** @param lines of one data set */
    public static String of(BoardView view, List<Board.Line> lines) {
        Map<String, List<String>> byRule = new LinkedHashMap<>();
        for (Board.Line line : lines) {
            Map<String, @Nullable Object> selection =
                    SpecView.members(line.training().get("selection"));
            byRule.computeIfAbsent(selection.isEmpty() ? LAST : chosen(selection), rule -> new ArrayList<>())
                    .add(view.name(line));
        }
        if (byRule.size() == 1) {
            return byRule.keySet().iterator().next();
        }
        StringBuilder text = new StringBuilder("Not all methods are scored alike.");
        byRule.forEach((rule, names) ->
                text.append(' ').append(RankingText.listed(names)).append(": ").append(rule));
        return text.toString();
    }

    private static String chosen(Map<String, @Nullable Object> selection) {
        return "What is scored is the best of every " + selection.get("every") + " steps by " + selection.get("metric")
                + " of "
                + selection.get("block") + " on " + selection.get("groups")
                + " training groups held out. That choice used the factors' labels; test data took no part in it.";
    }
}
