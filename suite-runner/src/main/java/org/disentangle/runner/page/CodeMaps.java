package org.disentangle.runner.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.codes.CodeMap;

/**
 * Maps of the codes of one trial, coloured by factor: a mark per test row, its colour and shape the value of the factor. Twelve values can be
 * told apart, four colours in three shapes.
 */
final class CodeMaps {
    private static final int MOST_VALUES = 12;

    private static final int COLOURS = 4;
    private static final int SIZE = 200;
    private static final int MOST_FACTORS = 3;
    private static final int MOST_POINTS = 300;
    /** Points per map times lines: what a page can bear. */
    private static final int POINTS_ON_A_PAGE = 4000;
    /** A map of fewer shows nothing. */
    private static final int FEWEST_POINTS = 50;
    /** Codes further out than so many deviations are drawn at the edge. */
    private static final double REACH = 3.2;

    private CodeMaps() {}

    /**
     * @param content of {@code map.jsonl}
     * @param whole the block to draw
     * @param lines on the page
     * @return a map per factor; none if the trial kept no map of the block, or there are too many lines
     */
    static List<Page.Chart> of(byte[] content, TrialRecord record, String whole, int lines) {
        if (!fit(lines)) {
            return List.of();
        }
        List<String> text = new String(content, StandardCharsets.UTF_8).lines().toList();
        Map<String, Integer> values = cardinalities(record);
        List<Page.Chart> charts = new ArrayList<>();
        for (CodeMap map : CodeMap.read(text)) {
            if (map.block().equals(whole)) {
                map.labels().forEach((factor, labels) -> {
                    int count = values.getOrDefault(factor, 0);
                    if (count >= 2 && count <= MOST_VALUES && charts.size() < MOST_FACTORS) {
                        charts.add(new Page.Chart(
                                "map",
                                whole + " by " + factor,
                                draw(map, labels, count, Math.min(MOST_POINTS, POINTS_ON_A_PAGE / lines))));
                    }
                });
            }
        }
        return charts;
    }

    /** Whether a page of so many lines has room for maps. */
    static boolean fit(int lines) {
        return POINTS_ON_A_PAGE / Math.max(1, lines) >= FEWEST_POINTS;
    }

    private static Map<String, Integer> cardinalities(TrialRecord record) {
        TrialRecord.Data data = record.data();
        return data == null
                ? Map.of()
                : data.factors().stream()
                        .collect(Collectors.toMap(
                                TrialRecord.FactorSummary::name, TrialRecord.FactorSummary::cardinality, (a, b) -> a));
    }

    private static String draw(CodeMap map, List<Integer> labels, int values, int most) {
        StringBuilder[] paths = new StringBuilder[values];
        IntStream.range(0, values).forEach(value -> paths[value] = new StringBuilder());
        int step = (labels.size() + most - 1) / most;
        for (int point = 0; point < labels.size(); point += step) {
            int value = labels.get(point);
            if (value >= 0 && value < values) {
                paths[value]
                        .append('M')
                        .append(place(map.x().get(point)))
                        .append(' ')
                        .append(SIZE - place(map.y().get(point)))
                        .append(mark(value));
            }
        }
        StringBuilder svg =
                new StringBuilder("<svg class=\"map\" viewBox=\"0 0 " + SIZE + " " + SIZE + "\" aria-hidden=\"true\">");
        for (int value = 0; value < values; value++) {
            if (paths[value].length() > 0) {
                svg.append(path(value, paths[value].toString()));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static long place(double deviations) {
        double inside = Math.max(-REACH, Math.min(REACH, deviations));
        return Math.round(4 + (SIZE - 8) * (inside + REACH) / (2 * REACH));
    }

    private static String path(int value, String d) {
        return "<path class=\"v" + value % COLOURS + (value < COLOURS ? " dot" : "") + "\" d=\"" + d + "\"/>";
    }

    /** A dot, an upright cross, a triangle. */
    private static String mark(int value) {
        return switch (value / COLOURS) {
            case 0 -> "h0";
            case 1 -> "m-3 0h6m-3-3v6";
            default -> "m-3 2h6l-3-5z";
        };
    }

    /** What each value looks like, for the factor of the trial's data with most values that is drawn. */
    static List<Page.Key> keys(TrialRecord record) {
        int values = cardinalities(record).values().stream()
                .filter(count -> count <= MOST_VALUES)
                .max(Integer::compare)
                .orElse(0);
        return IntStream.range(0, values)
                .mapToObj(value -> new Page.Key(
                        "<svg class=\"key\" viewBox=\"0 0 12 10\" aria-hidden=\"true\">"
                                + path(value, "M6 5" + mark(value)) + "</svg>",
                        Integer.toString(value)))
                .toList();
    }
}
