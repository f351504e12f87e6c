package org.disentangle.runner.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.runner.board.Figures;

/** The curves of one line's trials as charts: the loss first, then its terms, then lambdas, each with every seed. */
final class LearningCurves {
    /** A curve has no more points than this. */
    static final int MOST_POINTS = 200;

    /** So many points are shared out among all trials of a page, so that pages of many trials stay small. */
    private static final int ALL_POINTS = 8_000;

    private static final int FEWEST_POINTS = 10;

    /** So many seeds can be told apart by colour and dashes. */
    static final int TOLD_APART = 6;

    private static final JsonFactory JSON = new JsonFactory();

    private LearningCurves() {}

    /** How many points a curve may have on a page of so many trials. */
    static int points(int trials) {
        return Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, ALL_POINTS / Math.max(1, trials)));
    }

    /**
     * Reads evenly spaced lines of a curve, the first and the last among them. Lines that are not JSON, as a crash may leave
     * one, are passed over.
     *
     * @return points of step and value by name
     */
    static Map<String, List<double[]>> read(List<String> lines, int most) {
        Map<String, List<double[]>> curves = new TreeMap<>();
        int kept = Math.min(most, lines.size());
        for (int i = 0; i < kept; i++) {
            int line = kept == 1 ? 0 : (int) ((long) i * (lines.size() - 1) / (kept - 1));
            Map<String, Double> values = values(lines.get(line));
            Double step = values.remove("step");
            if (step != null) {
                values.forEach((name, value) ->
                        curves.computeIfAbsent(name, key -> new ArrayList<>()).add(new double[] {step, value}));
            }
        }
        return curves;
    }

    private static Map<String, Double> values(String line) {
        Map<String, Double> values = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new TreeMap<>();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isNumeric()) {
                    values.put(name, parser.getDoubleValue());
                } else {
                    parser.skipChildren();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? values : new TreeMap<>();
        } catch (IOException e) {
            return new TreeMap<>();
        }
    }

    /** @param trials by seed, as {@link #read} gives them */
    static List<Page.Chart> charts(List<Map<String, List<double[]>>> trials) {
        List<String> names = trials.stream()
                .flatMap(trial -> trial.keySet().stream())
                .distinct()
                .sorted(Comparator.comparingInt(LearningCurves::position).thenComparing(Comparator.naturalOrder()))
                .toList();
        return names.stream()
                .map(name -> chart(
                        name,
                        trials.stream()
                                .map(trial -> trial.getOrDefault(name, List.of()))
                                .toList()))
                .toList();
    }

    private static int position(String name) {
        if (name.equals("loss")) {
            return 0;
        }
        if (name.startsWith("lambda")) {
            return 2;
        }
        return name.equals("gradient_norm") ? 3 : name.equals("learning_rate") ? 4 : 1;
    }

    private static Page.Chart chart(String name, List<List<double[]>> curves) {
        double[] all = curves.stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[1])
                .toArray();
        double[] steps = curves.stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[0])
                .sorted()
                .toArray();
        double least = java.util.Arrays.stream(all).min().orElse(0);
        double most = java.util.Arrays.stream(all).max().orElse(1);
        List<String> paths = curves.stream()
                .map(curve -> Drawings.path(curve, steps[0], steps[steps.length - 1], least, most))
                .toList();
        return new Page.Chart(
                name,
                title(name) + ": " + brief(least) + " to " + brief(most),
                Drawings.chart(
                        paths,
                        curves.size() <= TOLD_APART,
                        brief(least),
                        brief(most),
                        "step " + Drawings.number(steps[steps.length - 1])));
    }

    private static String title(String name) {
        return name.startsWith("lambda_") ? "λ of " + name.substring("lambda_".length()) : name.replace('_', ' ');
    }

    /** Three significant digits. */
    static String brief(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        String text = Math.abs(rounded.scale()) > 6 || rounded.precision() - rounded.scale() > 6
                ? rounded.toString()
                : rounded.toPlainString();
        return Figures.withMinus(text);
    }
}
