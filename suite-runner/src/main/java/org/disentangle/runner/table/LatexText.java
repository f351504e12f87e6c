package org.disentangle.runner.table;

/** Plain text for LaTeX: what is special there prints as it is, and nothing in it is run. */
public final class LatexText {
    private LatexText() {}

    /**
     * A text on one line. Letters beyond ASCII stay; what LaTeX does not know by itself needs XeLaTeX or LuaLaTeX.
     *
     * @return with control characters as spaces; safe in arguments, in cells (also at their beginning, where LaTeX takes {@code [} and
     *     {@code *} after a line's end for an option) and in comments
     */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '{', '}', '$', '&', '#', '_', '%' -> escaped.append('\\').appendCodePoint(c);
                // Two would be a dash.
                case '-' ->
                    escaped.append(escaped.length() > 0 && escaped.charAt(escaped.length() - 1) == '-' ? "{}-" : "-");
                // In braces they are no option of the line before, and no ligature.
                case '[', ']', '*', '`', '\'', '"' ->
                    escaped.append('{').appendCodePoint(c).append('}');
                case '±' -> escaped.append("$\\pm$");
                case '−' -> escaped.append("$-$");
                case '–' -> escaped.append("{--}");
                default -> {
                    boolean printable = Character.isDefined(c) && Character.getType(c) != Character.SURROGATE;
                    boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
                    escaped.appendCodePoint(printable && !breaks ? c : ' ');
                }
            }
        });
        return escaped.toString();
    }
}
