package org.disentangle.runner.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Text broken into lines by an estimate of its width, which errs to the wide side: which font a reader has is not known, and SVG breaks no
 * lines by itself.
 */
final class TextLines {
    private static final double LETTER = 0.58;
    private static final double CAPITAL = 0.7;
    /** From here on come scripts whose letters are as wide as high. */
    private static final int FIRST_WIDE = 0x1100;

    private static final String MORE = "…";

    private TextLines() {}

    /** In units of the font's size. */
    private static double width(int character) {
        return character >= FIRST_WIDE && character != 0x2026 && character != 0x2212
                ? 1
                : Character.isUpperCase(character) ? CAPITAL : LETTER;
    }

    /** @param size of the font, in units of the drawing, as is the width */
    static double width(String text, int size) {
        return size * text.codePoints().mapToDouble(TextLines::width).sum();
    }

    /**
     * Breaks at blanks, and within words that are wider than a line.
     *
     * @param width of a line
     * @param most lines; what is more is left out, and the last line says so
     * @return no line for a blank text
     */
    static List<String> of(String text, int size, int width, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && width(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            for (int character : word.codePoints().toArray()) {
                if (width(line.toString(), size) + size * width(character) > width && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(character);
            }
            // A name of a million letters is not measured to its end.
            if (lines.size() > most) {
                break;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines.size() <= most ? lines : cut(lines.subList(0, most));
    }

    private static List<String> cut(List<String> lines) {
        List<String> cut = new ArrayList<>(lines);
        int last = cut.size() - 1;
        String line = cut.get(last);
        // At a blank: a number that has lost digits is another number.
        int end = line.lastIndexOf(' ');
        cut.set(last, line.substring(0, Math.max(0, end)) + MORE);
        return cut;
    }
}
