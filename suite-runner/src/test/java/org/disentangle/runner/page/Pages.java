package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.PublishedSource;
import org.disentangle.runner.report.SideBySide;
import org.disentangle.runner.report.SideBySideMaker;

/** Plans, records and curves to make pages of. */
public final class Pages {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String STYLE = "\"'></style></title><img src=x onerror=alert(2)>";
    private static final String ARABIC = "\u202eمرحبا \u0000&amp;";

    private Pages() {}

    /** Of each trial a curve of five steps, with a term and a lambda. */
    public static List<String> curve(String id) {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            lines.add("{\"alignment\":" + (1.0 / (step + 1)) + ",\"lambda_content\":" + (1 + step) + ",\"loss\":"
                    + (4.5 - step) + ",\"step\":" + step + "}");
        }
        return lines;
    }

    /** Lines named by {@code method} and a setting, with accuracies that differ by line and seed. */
    public static Plan plan(int lines, int seeds, String method) {
        List<PlannedTrial> trials = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            for (int seed = 0; seed < seeds; seed++) {
                trials.add(BoardPlans.trial(method, Map.of("lambda", line), seed));
            }
        }
        return new Plan(
                Plan.SCHEMA,
                "generated",
                "A generated experiment",
                "",
                trials,
                BoardPlans.PLAN.published(),
                Map.of(),
                List.of("Somebody. Something. arXiv:2311.08815."));
    }

    public static Map<String, TrialRecord> records(Plan plan) {
        return records(plan, 0);
    }

    /** @param number that the noise of the scores hangs on */
    private static Map<String, TrialRecord> records(Plan plan, int number) {
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        int next = number;
        for (PlannedTrial trial : plan.trials()) {
            double lambda = ((Number) trial.settings().getOrDefault("lambda", 0)).doubleValue();
            double noise = 0.001 * (next++ * 7 % 30);
            double high = 0.5 + 0.4 / (1 + lambda) + noise;
            records.put(
                    trial.id(), Fixtures.done(trial, Fixtures.scores(high, 0.2 + noise, 0.3 + noise / 2, 0.6 + noise)));
        }
        return records;
    }

    /** As long as a real one. */
    public static List<String> longCurve(int steps) {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            StringBuilder line = new StringBuilder("{");
            for (String name : List.of("alignment", "entropy", "gradient_norm", "learning_rate", "loss", "lambda_z")) {
                line.append('"')
                        .append(name)
                        .append("\":")
                        .append(Math.sin(step * 0.7 + name.length()) + 3.25)
                        .append(',');
            }
            lines.add(line.append("\"step\":").append(8 * step).append('}').toString());
        }
        return lines;
    }

    /** Three experiments of other training: the second lacks a trial, the third a method; the fourth is the first again. */
    static SideBySide sideBySide() {
        return SideBySideMaker.make(
                List.of("results/first", "results/second", "results/third", "results/first again"),
                List.of(
                        board("first", 4, 3, 0, "simclr"),
                        board("second", 5, 3, 1, "simclr"),
                        board("third", 6, 2, 0, "simclr"),
                        board("first", 4, 3, 0, "simclr")));
    }

    /** Two experiments whose methods, settings, titles and folders are markup, commands, long, or run from right to left. */
    static SideBySide hostileSides() {
        String method = SCRIPT + ARABIC + "x".repeat(300);
        return SideBySideMaker.make(
                List.of("-rf '$(reboot)'\n" + STYLE, SCRIPT + ARABIC),
                List.of(board(STYLE, 4, 2, 1, method), board(SCRIPT, 5, 2, 0, method)));
    }

    /** @param failed how many of the last trials have failed */
    private static SeededBoard board(String name, int steps, int lines, int failed, String method) {
        Plan generated = plan(lines, 3, method);
        List<PlannedTrial> trials = generated.trials().stream()
                .map(trial -> {
                    Map<String, Object> spec = new LinkedHashMap<>(trial.spec());
                    spec.put("training", Map.of("steps", steps));
                    return new PlannedTrial(
                            CanonicalJson.digest(spec), method, trial.settings(), trial.data(), trial.seed(), "", spec);
                })
                .toList();
        Plan plan = new Plan(Plan.SCHEMA, name, "About " + name, "", trials, List.of(), Map.of(), List.of());
        Map<String, TrialRecord> records = records(plan, steps);
        trials.subList(trials.size() - failed, trials.size())
                .forEach(trial -> records.put(
                        trial.id(),
                        Fixtures.failed(
                                trial,
                                TrialStatus.FAILED,
                                new Failure(Failure.Cause.HANG, "training", 3, "No sign of life", Map.of()))));
        return BoardMaker.makeWithSeeds(plan, records);
    }

    /** Of a method and settings, sources, reasons and curves whose names are markup, long, or run from right to left. */
    static String hostile() {
        String method = SCRIPT + "x".repeat(300);
        List<PlannedTrial> trials = List.of(
                BoardPlans.trial(method, Map.of(STYLE, ARABIC), 0), BoardPlans.trial(method, Map.of(STYLE, ARABIC), 1));
        Plan plan = new Plan(
                Plan.SCHEMA,
                STYLE,
                STYLE,
                SCRIPT + ARABIC,
                trials,
                List.of(new PublishedSource(SCRIPT, STYLE, ARABIC, List.of())),
                Map.of(method, STYLE),
                List.of(SCRIPT, STYLE));
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        records.put(
                trials.get(0).id(),
                Fixtures.done(
                        trials.get(0),
                        Fixtures.scores(0.5, 0.25, 0.5, 0.25),
                        List.of(new Undefined(SCRIPT, STYLE, ARABIC, SCRIPT + STYLE))));
        records.put(
                trials.get(1).id(),
                Fixtures.failed(
                        trials.get(1),
                        TrialStatus.FAILED,
                        new Failure(Failure.Cause.ERROR, SCRIPT, 3, STYLE + SCRIPT, Map.of())));
        return PageMaker.write(plan, records, id -> List.of("{\"<script>alert(3)</script>\":1,\"loss\":2,\"step\":0}"));
    }
}
