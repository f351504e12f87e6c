package org.disentangle.runner.board;

import java.util.List;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.experiment.Settings;
import org.disentangle.runner.table.CsvLine;
import org.jspecify.annotations.Nullable;

/** The rows of a board as comma-separated values (RFC 4180, with line feeds); absent numbers are empty. */
public final class BoardCsv {
    private static final String HEADER = "method,settings,dataset,metric,block,factor,n,planned,mean,sd,"
            + "population_variance,min,max,unconverged,chance,published_mean,published_n,difference,trial_ids\n";

    private BoardCsv() {}

    public static String write(Board board) {
        StringBuilder text = new StringBuilder(HEADER);
        for (Board.Row row : board.rows()) {
            Board.Published published = row.published();
            List<String> cells = List.of(
                    row.method(),
                    Settings.text(row.settings()),
                    row.dataset(),
                    row.metric(),
                    row.block(),
                    row.factor(),
                    Integer.toString(row.n()),
                    Integer.toString(row.planned()),
                    number(row.mean()),
                    number(row.sd()),
                    number(row.populationVariance()),
                    number(row.min()),
                    number(row.max()),
                    Integer.toString(row.unconverged()),
                    number(row.chance()),
                    published == null ? "" : number(published.mean()),
                    published == null ? "" : Integer.toString(published.n()),
                    number(row.difference()),
                    String.join(" ", row.trialIds()));
            text.append(CsvLine.of(cells));
        }
        return text.toString();
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : CanonicalJson.write(value);
    }
}
