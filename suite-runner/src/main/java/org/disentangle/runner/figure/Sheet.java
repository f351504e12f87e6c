package org.disentangle.runner.figure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.runner.page.Page;
import org.disentangle.runner.table.XmlText;

/** A white sheet that grows downwards, in units of which a screen takes one for a pixel. Names are escaped here and nowhere else. */
final class Sheet {
    static final int MARGIN = 16;

    static final String FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    /** How {@code page.Drawings} begins and ends what it draws. */
    private static final Pattern DRAWING = Pattern.compile(
            "<svg class=\"\\w+\" viewBox=\"(-?\\d+) (-?\\d+) (\\d+) (\\d+)\" aria-hidden=\"true\">(.*)</svg>");

    /** Long settings are shown to their end: two methods may differ in the last one alone. */
    static final int MOST_LINES = 60;

    private final PageStyle style = new PageStyle();
    private final StringBuilder content = new StringBuilder();
    private final int width;
    private int bottom = MARGIN;

    /** What a text looks like. */
    enum Font {
        HEADING(15, "fore", true),
        NAME(13, "fore", false),
        NOTE(11, "mute", false);

        private final int size;
        private final String colour;
        private final boolean bold;

        Font(int size, String colour, boolean bold) {
            this.size = size;
            this.colour = colour;
            this.bold = bold;
        }

        int size() {
            return size;
        }

        int lineHeight() {
            return size + 4;
        }
    }

    Sheet(int width) {
        this.width = width;
    }

    /** Below all that was put here. */
    int bottom() {
        return bottom;
    }

    void skip(int height) {
        bottom += height;
    }

    /** What a figure is about, over its whole width. */
    void heading(String dataset, String caption) {
        across(dataset, Font.HEADING);
        across(caption, Font.NOTE);
        skip(8);
    }

    /** The same of a figure of one method. */
    void heading(String dataset, Page.Label label, String caption) {
        across(dataset, Font.HEADING);
        across(label.method(), Font.NAME);
        across(label.settings(), Font.NOTE);
        skip(4);
        across(caption, Font.NOTE);
        skip(8);
    }

    private void across(String text, Font font) {
        lines(MARGIN, bottom, width - 2 * MARGIN, text, font);
    }

    /**
     * A text on as many lines as it takes.
     *
     * @param y its upper edge
     * @return its lower edge
     */
    int lines(int x, int y, int lineWidth, String text, Font font) {
        return lines(x, y, lineWidth, text, font, MOST_LINES);
    }

    /** The same with a sign at its end where it takes more lines than there may be. */
    int lines(int x, int y, int lineWidth, String text, Font font, int most) {
        List<String> lines = TextLines.of(text, font.size, lineWidth, most);
        return write(x, y, lines, font, "start", style.colour(font.colour));
    }

    /** The same in the middle of its width. */
    void centred(int x, int y, int lineWidth, String text) {
        List<String> lines = TextLines.of(text, Font.NAME.size, lineWidth, MOST_LINES);
        write(x + lineWidth / 2, y, lines, Font.NAME, "middle", style.colour(Font.NAME.colour));
    }

    /** @param anchor {@code start} or {@code middle}: where in the line {@code x} is */
    private int write(int x, int y, List<String> lines, Font font, String anchor, String colour) {
        for (int i = 0; i < lines.size(); i++) {
            content.append("<text x=\"").append(x).append("\" y=\"").append(y + i * font.lineHeight() + font.size);
            content.append("\" fill=\"")
                    .append(colour)
                    .append("\" font-size=\"")
                    .append(font.size)
                    .append('"');
            if (font.bold) {
                content.append(" font-weight=\"bold\"");
            }
            if (!anchor.equals("start")) {
                content.append(" text-anchor=\"").append(anchor).append('"');
            }
            content.append('>').append(XmlText.escaped(lines.get(i))).append("</text>\n");
        }
        int end = y + lines.size() * font.lineHeight();
        bottom = Math.max(bottom, end);
        return end;
    }

    /**
     * A drawing of the page, as large as it was drawn.
     *
     * @param x of its left edge
     * @param y of its upper edge
     */
    void drawing(int x, int y, String svg) {
        Matcher drawing = DRAWING.matcher(svg);
        if (!drawing.matches()) {
            throw new IllegalStateException("A drawing of the page begins or ends otherwise: " + svg);
        }
        int left = x - Integer.parseInt(drawing.group(1));
        int top = y - Integer.parseInt(drawing.group(2));
        content.append("<g transform=\"translate(")
                .append(left)
                .append(' ')
                .append(top)
                .append(")\">");
        content.append(style.resolved(drawing.group(5))).append("</g>\n");
        bottom = Math.max(bottom, y + Integer.parseInt(drawing.group(4)));
    }

    /** A field of a heat map with its text in its middle. */
    void field(int x, int y, int fieldWidth, int height, int shade, String text) {
        if (shade >= 0) {
            content.append("<rect x=\"").append(x).append("\" y=\"").append(y);
            content.append("\" width=\"")
                    .append(fieldWidth)
                    .append("\" height=\"")
                    .append(height);
            content.append("\" fill=\"").append(style.shade(shade)).append("\"/>\n");
        }
        String colour = shade < 0 ? style.colour("mute") : style.onShade(shade);
        int upper = y + (height - Font.NAME.lineHeight()) / 2;
        write(x + fieldWidth / 2, upper, List.of(text), Font.NAME, "middle", colour);
        bottom = Math.max(bottom, y + height);
    }

    /** A thin line across the sheet. */
    void rule() {
        content.append("<path d=\"M").append(MARGIN).append(' ').append(bottom).append('h');
        content.append(width - 2 * MARGIN).append("\" fill=\"none\" stroke=\"").append(style.colour("edge"));
        content.append("\"/>\n");
        skip(1);
    }

    /**
     * The whole as a file.
     *
     * @param description all that the figure says, in words
     */
    String svg(String title, String description) {
        int height = bottom + MARGIN;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" font-family=\"" + FONTS + "\">\n"
                + "<title>" + XmlText.escaped(title) + "</title>\n"
                + "<desc>" + XmlText.escaped(description) + "</desc>\n"
                + "<rect width=\"" + width + "\" height=\"" + height + "\" fill=\"" + style.colour("back") + "\"/>\n"
                + content + "</svg>\n";
    }
}
