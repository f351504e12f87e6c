package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.disentangle.runner.agree.Agreement.Quantity;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** Agreements for people and for programs. */
public final class AgreementText {
    private static final String NONE = "–";
    private static final RecordWriter WRITER = new RecordWriter(List.of());

    private AgreementText() {}

    /** A table with a row for each thing that is computed. */
    public static String markdown(List<Agreement> agreements) {
        List<String> engines =
                agreements.isEmpty() ? List.of() : agreements.get(0).engines();
        List<String> header = new ArrayList<>(List.of("method", "data", "what", "numbers"));
        engines.forEach(engine -> header.add(engine + " to double"));
        header.addAll(List.of("apart", "bound", "worst in", "verdict"));
        MarkdownTable table = new MarkdownTable(3, header);
        for (Agreement agreement : agreements) {
            for (Quantity quantity : agreement.quantities()) {
                List<String> row = new ArrayList<>(List.of(
                        Settings.label(agreement.method(), agreement.settings()),
                        agreement.dataset(),
                        quantity.what(),
                        Integer.toString(quantity.numbers())));
                engines.forEach(engine -> row.add(number(quantity.errors().get(engine))));
                row.addAll(List.of(
                        number(quantity.apart()),
                        number(quantity.bound()),
                        quantity.worst(),
                        quantity.agrees() ? "agrees" : "**differs**"));
                table.add(row);
            }
        }
        return table.text();
    }

    /** For programs; distances that are no numbers are null there. */
    public static List<Map<String, @Nullable Object>> json(List<Agreement> agreements) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Agreement agreement : agreements) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("method", agreement.method());
            values.put("settings", agreement.settings());
            values.put("dataset", agreement.dataset());
            values.put("batch", agreement.batch());
            values.put("engines", agreement.engines());
            values.put("agrees", agreement.agrees());
            values.put(
                    "quantities",
                    agreement.quantities().stream().map(AgreementText::json).toList());
            all.add(values);
        }
        return all;
    }

    private static Map<String, @Nullable Object> json(Quantity quantity) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(WRITER.write(quantity));
        Map<String, @Nullable Object> errors = new LinkedHashMap<>();
        quantity.errors().forEach((engine, error) -> errors.put(engine, finite(error)));
        values.put("errors", errors);
        values.put("apart", finite(quantity.apart()));
        values.put("agrees", quantity.agrees());
        return values;
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    private static String number(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.1e", value);
    }
}
