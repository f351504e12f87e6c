package org.disentangle.runner.agree;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.disentangle.runner.compare.Comparison;
import org.disentangle.runner.compare.Comparison.Cell;
import org.disentangle.runner.compare.ComparisonText;
import org.disentangle.runner.compare.MetricDifferenceText;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** Agreement of finished trials, for people and for programs. */
final class TrainedText {
    private TrainedText() {}

    /** A row for each line, then one for each metric. */
    static String markdown(TrainedAgreements trained) {
        return lines(trained.lines()) + "\n" + metrics(trained.metrics(), trained.engines()) + origins(trained);
    }

    private static String origins(TrainedAgreements trained) {
        StringBuilder text = new StringBuilder();
        trained.origins()
                .forEach((fact, values) -> text.append(ComparisonText.origin(
                        fact,
                        values,
                        trained.engines().get(0),
                        trained.engines().get(1))));
        return text.length() == 0 ? "" : "\n" + text;
    }

    private static String metrics(List<MetricAgreement> agreements, List<String> engines) {
        String differing = agreements.stream()
                .filter(agreement -> !agreement.agrees())
                .map(agreement -> "- **" + agreement.difference().metric() + " differs**\n")
                .collect(Collectors.joining());
        String table = MetricDifferenceText.markdown(
                agreements.stream().map(MetricAgreement::difference).toList(), engines);
        return differing.isEmpty() ? table : table + "\n" + differing;
    }

    private static String lines(List<TrainedAgreement> agreements) {
        MarkdownTable table = new MarkdownTable(
                2,
                List.of(
                        "method",
                        "data",
                        "scores",
                        "tests",
                        "p below 0.05",
                        "least p corrected",
                        "nearest to a difference",
                        "verdict"));
        LineNames names = AgreementText.names(agreements);
        int tests = 0;
        int below = 0;
        for (TrainedAgreement agreement : agreements) {
            tests += agreement.tests();
            below += agreement.below();
            table.add(List.of(
                    names.of(agreement.line()),
                    agreement.line().dataset(),
                    Integer.toString(agreement.cells()),
                    Integer.toString(agreement.tests()),
                    Integer.toString(agreement.below()),
                    ComparisonText.significant(agreement.corrected()),
                    nearest(agreement.nearest()),
                    verdict(agreement)));
        }
        return table.text() + "\n" + legend(tests, below);
    }

    private static String verdict(TrainedAgreement agreement) {
        if (agreement.oneSided() > 0) {
            return "**" + agreement.oneSided() + " on one engine alone**";
        }
        if (agreement.untested() > 0) {
            return "**" + agreement.untested() + " not tested**";
        }
        if (agreement.cells() == 0) {
            return "equal to the bit";
        }
        return agreement.agrees() ? "not told apart" : "**differs**";
    }

    private static String nearest(@Nullable Cell cell) {
        return cell == null
                ? "–"
                : cell.metric() + " " + cell.block() + (cell.factor().isEmpty() ? "" : "/" + cell.factor()) + ": "
                        + ComparisonText.decimal(cell.first()) + " and " + ComparisonText.decimal(cell.second())
                        + " (p "
                        + ComparisonText.significant(cell.pValue()) + ")";
    }

    private static String legend(int tests, int below) {
        return String.format(
                Locale.ROOT,
                "Scores that are not equal to the bit, each tested by Student's paired t over the seeds. %d of %d p-values lie below 0.05 as they are, where"
                        + " chance alone makes about %d; corrected by Holm's method over all of them, none may. With few seeds only large differences"
                        + " of one score would show: `suite compare` has the interval of each.\n",
                below,
                tests,
                Math.round(Comparison.SIGNIFICANCE * tests));
    }

    static Map<String, @Nullable Object> json(MetricAgreement agreement) {
        Map<String, @Nullable Object> values = MetricDifferenceText.json(agreement.difference());
        values.put("agrees", agreement.agrees());
        return values;
    }

    static Map<String, @Nullable Object> json(TrainedAgreement agreement) {
        Map<String, @Nullable Object> values = AgreementText.line(agreement.line());
        values.put("agrees", agreement.agrees());
        values.put("scores", agreement.cells());
        values.put("tests", agreement.tests());
        values.put("untested", agreement.untested());
        values.put("one_sided", agreement.oneSided());
        values.put("p_below", agreement.below());
        values.put(
                "p_corrected",
                agreement.corrected().isPresent() ? agreement.corrected().getAsDouble() : null);
        return values;
    }
}
