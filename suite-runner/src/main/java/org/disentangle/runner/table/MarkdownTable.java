package org.disentangle.runner.table;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, its columns padded so that the text reads well as it is. */
public final class MarkdownTable {
    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param leftColumns how many columns are aligned to the left; the others, which hold numbers, to the right */
    public MarkdownTable(int leftColumns, List<String> header) {
        this.leftColumns = leftColumns;
        rows.add(header.stream().map(MarkdownTable::cell).toList());
    }

    public void add(List<String> row) {
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("A row of " + row.size() + " cells in a table of "
                    + rows.get(0).size());
        }
        rows.add(row.stream().map(MarkdownTable::cell).toList());
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    public String text() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(Math.max(widths[c], 3), width(row.get(c)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                String space = " ".repeat(widths[c] - width(cell));
                text.append("| ")
                        .append(c < leftColumns ? cell + space : space + cell)
                        .append(' ');
            }
            text.append("|\n");
            if (r == 0) {
                for (int c = 0; c < columns; c++) {
                    text.append('|').append("-".repeat(widths[c] + 1)).append(c < leftColumns ? '-' : ':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\r", "").replace("\n", " ");
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
