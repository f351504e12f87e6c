package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.disentangle.runner.experiment.LineNames;
import org.jspecify.annotations.Nullable;

/** What agrees and what does not, for people and for programs. */
public final class AgreementText {
    private static final String NONE = "–";

    private AgreementText() {}

    /** A section for each part that there is. */
    public static String markdown(AgreementReport report) {
        List<String> sections = new ArrayList<>();
        if (!report.firstStep().isEmpty()) {
            sections.add("## The first step\n\n" + StepText.markdown(report.firstStep()));
        }
        if (!report.curves().isEmpty()) {
            sections.add("## The first " + report.curves().get(0).steps() + " steps\n\n"
                    + CurveText.markdown(report.curves()));
        }
        if (!report.trained().lines().isEmpty()) {
            sections.add("## Finished trials\n\n" + TrainedText.markdown(report.trained()));
        }
        return String.join("\n", sections);
    }

    /** For programs; distances that are no numbers are null there. */
    public static Map<String, @Nullable Object> json(AgreementReport report) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("agree", report.differ() == 0);
        values.put("first_step", StepText.json(report.firstStep()));
        values.put("curves", report.curves().stream().map(CurveText::json).toList());
        values.put(
                "trained",
                report.trained().lines().stream().map(TrainedText::json).toList());
        values.put("trained_engines", report.trained().engines());
        values.put("trained_origins", report.trained().origins());
        values.put(
                "trained_metrics",
                report.trained().metrics().stream().map(TrainedText::json).toList());
        return values;
    }

    static LineNames names(List<? extends LineVerdict> verdicts) {
        return new LineNames(verdicts.stream().map(LineVerdict::line).toList());
    }

    /** The members that say which line it is. */
    static Map<String, @Nullable Object> line(LineNames.Line line) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("method", line.method());
        values.put("settings", line.settings());
        values.put("dataset", line.dataset());
        return values;
    }

    static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    /** Two digits, or a dash for what there is not. */
    static String number(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.1e", value);
    }
}
