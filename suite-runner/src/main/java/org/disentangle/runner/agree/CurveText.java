package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.table.MarkdownTable;
import org.jspecify.annotations.Nullable;

/** Agreement of learning curves, for people and for programs. */
final class CurveText {
    private CurveText() {}

    /** A row for each method. */
    static String markdown(List<CurveAgreement> agreements) {
        List<String> engines = List.copyOf(agreements.get(0).losses().keySet());
        List<String> header = new ArrayList<>(List.of("method", "data", "seed"));
        engines.forEach(engine -> header.add("last loss, " + engine));
        header.addAll(List.of("engines apart", "roundings apart", "verdict"));
        MarkdownTable table = new MarkdownTable(3, header);
        LineNames names = AgreementText.names(agreements);
        for (CurveAgreement agreement : agreements) {
            List<String> row = new ArrayList<>(
                    List.of(names.of(agreement.line()), agreement.line().dataset(), Long.toString(agreement.seed())));
            agreement.losses().values().forEach(curve -> row.add(loss(curve[curve.length - 1])));
            row.add(percent(agreement.apart()));
            row.add(percent(agreement.noise()));
            row.add(verdict(agreement));
            table.add(row);
        }
        return table.text() + "\n" + legend(engines.get(0));
    }

    private static String verdict(CurveAgreement agreement) {
        if (!agreement.tells()) {
            return "**roundings alone make it: take fewer steps**";
        }
        return agreement.agrees() ? "agrees" : "**differs**";
    }

    private static String legend(String first) {
        return "The same view plans and initial weights. *Engines apart* is the largest mean distance of another engine's losses from "
                + first
                + "'s at the same step, in percent of their mean size; *roundings apart* the same for " + first
                + " itself, trained again from initial weights that were each moved by one rounding (1.2e-7 of their size), the larger of two draws."
                + " Training makes any rounding grow, so what one rounding does is the measure: the bound is "
                + Math.round(CurveAgreement.FACTOR) + " times as much, and one above " + percent(CurveAgreement.CHAOS)
                + " would tell nothing.\n";
    }

    static Map<String, @Nullable Object> json(CurveAgreement agreement) {
        Map<String, @Nullable Object> values = AgreementText.line(agreement.line());
        values.put("seed", agreement.seed());
        values.put("steps", agreement.steps());
        values.put("tells", agreement.tells());
        values.put("agrees", agreement.agrees());
        values.put("apart", AgreementText.finite(agreement.apart()));
        values.put("rounding", AgreementText.finite(agreement.noise()));
        Map<String, @Nullable Object> losses = new LinkedHashMap<>();
        agreement.losses().forEach((engine, curve) -> losses.put(engine, values(curve)));
        values.put("losses", losses);
        values.put(
                "rounded", agreement.rounded().stream().map(CurveText::values).toList());
        return values;
    }

    private static List<@Nullable Double> values(double[] curve) {
        List<@Nullable Double> values = new ArrayList<>();
        for (double loss : curve) {
            values.add(AgreementText.finite(loss));
        }
        return values;
    }

    private static String loss(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2g %%", 100 * part);
    }
}
