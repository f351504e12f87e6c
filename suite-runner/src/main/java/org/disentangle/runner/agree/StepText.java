package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.disentangle.runner.agree.StepAgreement.Quantity;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** StepAgreements for people and for programs. */
public final class StepText {
    private static final RecordWriter WRITER = new RecordWriter(List.of());

    private StepText() {}

    /**
     * A row for each method: the worst of its views, codes, loss and terms, and gradient, as distance to double precision by engine and
     * between engines. What leaves its bound is named below with its place.
     */
    static String markdown(List<StepAgreement> agreements) {
        MarkdownTable table = new MarkdownTable(3, header(agreements));
        StringBuilder trouble = new StringBuilder();
        LineNames names = AgreementText.names(agreements);
        for (StepAgreement agreement : agreements) {
            String name = names.of(agreement.line());
            List<String> row =
                    new ArrayList<>(List.of(name, agreement.line().dataset(), Long.toString(agreement.seed())));
            for (Part part : Part.values()) {
                List<Quantity> quantities =
                        agreement.quantities().stream().filter(part::has).toList();
                agreement
                        .engines()
                        .forEach(engine -> row.add(worst(quantities.stream()
                                .map(quantity -> quantity.errors().get(engine))
                                .toList())));
                if (agreement.engines().size() > 1) {
                    row.add(worst(quantities.stream().map(Quantity::apart).toList()));
                }
            }
            row.add(agreement.agrees() ? "agrees" : "**differs**");
            table.add(row);
            agreement.quantities().stream()
                    .filter(quantity -> !quantity.agrees())
                    .forEach(quantity -> trouble.append(trouble(name, agreement, quantity)));
        }
        return table.text() + "\n" + legend() + (trouble.length() == 0 ? "" : "\n" + trouble);
    }

    /** What quantities are of. */
    private enum Part {
        VIEWS,
        CODES,
        LOSS,
        GRADIENT;

        private boolean has(Quantity quantity) {
            return this
                    == switch (quantity.what()) {
                        case "views" -> VIEWS;
                        case "r", "z", StepAgreements.STATISTICS -> CODES;
                        case "gradient" -> GRADIENT;
                        default -> LOSS;
                    };
        }
    }

    private static List<String> header(List<StepAgreement> agreements) {
        List<String> header = new ArrayList<>(List.of("method", "data", "seed"));
        List<String> engines =
                agreements.isEmpty() ? List.of() : agreements.get(0).engines();
        for (Part part : Part.values()) {
            String what = part.name().toLowerCase(Locale.ROOT);
            engines.forEach(engine -> header.add(what + ", " + engine));
            if (engines.size() > 1) {
                header.add(what + ", apart");
            }
        }
        header.add("verdict");
        return header;
    }

    private static String legend() {
        return "Under an engine's name its distance to double precision, under *apart* the largest distance between engines, each relative to the size of"
                + " what is compared. *Codes* are r and z with the initial weights, and the running means and variances as one step of training from"
                + " zero leaves them. Bounds: views " + AgreementText.number(StepAgreements.SHALLOW)
                + ", codes, the loss and its terms "
                + AgreementText.number(StepAgreements.DEEP) + ", gradients "
                + AgreementText.number(StepAgreements.GRADIENT)
                + " (of the worst parameter, whose size counts as at least "
                + AgreementText.number(StepAgreements.LEAST_PART)
                + " of the whole gradient's; to double precision by differences of the loss along the first engine's gradient, along random signs and along"
                + " the difference between engines).\n";
    }

    private static String trouble(String method, StepAgreement agreement, Quantity quantity) {
        return "- " + method + " on " + agreement.line().dataset() + ", seed " + agreement.seed() + ", "
                + quantity.what()
                + (quantity.worst().isEmpty() ? "" : " (" + quantity.worst() + ")") + ": " + quantity.errors()
                + ", apart " + AgreementText.number(quantity.apart()) + ", bound "
                + AgreementText.number(quantity.bound()) + "\n";
    }

    /** A dash where there is none at all; NaN if one is. */
    private static String worst(List<@Nullable Double> distances) {
        return AgreementText.number(
                distances.stream().filter(Objects::nonNull).reduce(Math::max).orElse(null));
    }

    /** For programs; distances that are no numbers are null there. */
    static List<Map<String, @Nullable Object>> json(List<StepAgreement> agreements) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (StepAgreement agreement : agreements) {
            Map<String, @Nullable Object> values = AgreementText.line(agreement.line());
            values.put("seed", agreement.seed());
            values.put("batch", agreement.batch());
            values.put("engines", agreement.engines());
            values.put("agrees", agreement.agrees());
            values.put(
                    "quantities",
                    agreement.quantities().stream().map(StepText::json).toList());
            all.add(values);
        }
        return all;
    }

    private static Map<String, @Nullable Object> json(Quantity quantity) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(WRITER.write(quantity));
        Map<String, @Nullable Object> errors = new LinkedHashMap<>();
        quantity.errors().forEach((engine, error) -> errors.put(engine, AgreementText.finite(error)));
        values.put("errors", errors);
        values.put("apart", AgreementText.finite(quantity.apart()));
        values.put("agrees", quantity.agrees());
        return values;
    }
}
