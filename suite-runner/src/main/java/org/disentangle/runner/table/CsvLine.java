package org.disentangle.runner.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of comma-separated values (RFC 4180, but ended by a line feed alone).
 *
 * <p>Spreadsheets take a cell that begins with {@code = + - @}, a tab or a line's end for a formula and run it. Such a text gets an
 * apostrophe before it, by which they know a text, and so does a text that begins with apostrophes before one of these. A cell that
 * is a number stays as it is, negative ones too. Whoever reads cells as they are takes one apostrophe off where {@link #GUARDED} is found.
 */
public final class CsvLine {
    /** The signs in full width as well, which some spreadsheets take for the others. */
    private static final String FORMULA = "'*[=+\\-@\\t\\r\\n＝＋－＠]";

    /** Found at the beginning of cells that have an apostrophe more than the text in them. */
    public static final Pattern GUARDED = Pattern.compile("^'(?=" + FORMULA + ")");

    private static final Pattern DANGEROUS = Pattern.compile("^" + FORMULA);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private CsvLine() {}

    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::guarded).map(CsvLine::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String guarded(String cell) {
        boolean harmless =
                !DANGEROUS.matcher(cell).find() || NUMBER.matcher(cell).matches();
        return harmless ? cell : "'" + cell;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
