package org.disentangle.runner.gate;

import static org.disentangle.runner.table.XmlText.escaped;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Settings;

/**
 * Gates and the states of trials in the XML that JUnit's runners write and continuous integration reads: a test case per gate and per
 * trial. A gate that fails and a trial that failed or diverged are failures; a trial that did not run yet is skipped.
 */
public final class JunitReport {
    private JunitReport() {}

    /** @param board of the plan */
    public static String write(Plan plan, Board board, List<Verdict> verdicts) {
        Board.Counts counts = board.counts();
        int failedGates = (int) verdicts.stream().filter(Verdict::fails).count();
        int failedTrials = counts.diverged() + counts.failed();
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        open(
                text,
                "<testsuites",
                board.name(),
                verdicts.size() + counts.planned(),
                failedGates + failedTrials,
                counts.missing());
        open(text, "  <testsuite", board.name() + " gates", verdicts.size(), failedGates, 0);
        for (Verdict verdict : verdicts) {
            testCase(
                    text,
                    board.name() + ".gates",
                    "fail if " + verdict.gate().text(),
                    verdict.fails() ? "failure" : "",
                    String.join("; ", verdict.reasons()));
        }
        text.append("  </testsuite>\n");
        open(text, "  <testsuite", board.name() + " trials", counts.planned(), failedTrials, counts.missing());
        Map<String, Board.Trouble> troubles = new HashMap<>();
        board.troubles().forEach(trouble -> troubles.put(trouble.id(), trouble));
        for (PlannedTrial trial : plan.trials()) {
            Board.Trouble trouble = troubles.get(trial.id());
            testCase(
                    text,
                    board.name() + ".trials",
                    Settings.label(trial.method(), trial.settings()) + " " + trial.seedText() + " on " + trial.data(),
                    trouble == null ? "" : isMissing(trouble) ? "skipped" : "failure",
                    trouble == null ? "" : message(trouble));
        }
        return text.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static boolean isMissing(Board.Trouble trouble) {
        return trouble.status().equals("missing");
    }

    private static String message(Board.Trouble trouble) {
        if (isMissing(trouble)) {
            return "not run yet";
        }
        String where = trouble.step() < 0 ? trouble.phase() : "step " + trouble.step();
        return trouble.status() + " (" + trouble.cause() + ") at " + where + ": " + trouble.message();
    }

    private static void open(StringBuilder text, String tag, String name, int tests, int failures, int skipped) {
        text.append(tag)
                .append(" name=\"")
                .append(escaped(name))
                .append("\" tests=\"")
                .append(tests)
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"0\" skipped=\"")
                .append(skipped)
                .append("\">\n");
    }

    /** @param outcome the element that says it; empty for a pass */
    private static void testCase(StringBuilder text, String group, String name, String outcome, String message) {
        text.append("    <testcase classname=\"")
                .append(escaped(group))
                .append("\" name=\"")
                .append(escaped(name));
        if (outcome.isEmpty()) {
            text.append("\"/>\n");
        } else {
            text.append("\"><")
                    .append(outcome)
                    .append(" message=\"")
                    .append(escaped(message))
                    .append("\"/></testcase>\n");
        }
    }
}
