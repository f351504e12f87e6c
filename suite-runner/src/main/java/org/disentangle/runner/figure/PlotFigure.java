package org.disentangle.runner.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.page.Page;

/** Methods one below another on one scale: seeds, differences to published numbers, or average ranks. */
final class PlotFigure {
    private static final int NAMES = 250;
    /** A strip of the page with its margins. */
    private static final int STRIP = 320;

    private static final int STRIP_HEIGHT = 24;
    private static final int TEXTS = 220;
    private static final int GAP = 12;
    /** Of settings that tell no rows apart; the description has them whole. */
    private static final int FEW_LINES = 2;

    private static final int STRIPS_AT = Sheet.MARGIN + NAMES + GAP;
    private static final int TEXTS_AT = STRIPS_AT + STRIP + GAP;

    private PlotFigure() {}

    /** @param incomplete how many trials are done of those methods that lack some, by the anchor of the method */
    static String svg(
            String title, String dataset, Page.Overview overview, Page.Plot plot, Map<String, String> incomplete) {
        String caption = plot.caption() + ". Methods are ranked by " + overview.by();
        Sheet sheet = new Sheet(TEXTS_AT + TEXTS + Sheet.MARGIN);
        sheet.heading(dataset + " · " + overview.metric(), caption);
        sheet.drawing(STRIPS_AT, sheet.bottom(), plot.axis());
        List<String> words = new ArrayList<>();
        for (Page.PlotRow row : plot.rows()) {
            Page.Label label = row.label();
            String lacking = incomplete.getOrDefault(label.target(), "");
            sheet.rule();
            sheet.skip(3);
            int top = sheet.bottom();
            int below = sheet.lines(Sheet.MARGIN, top, NAMES, label.method(), Sheet.Font.NAME);
            below = sheet.lines(
                    Sheet.MARGIN, below, NAMES, label.settings(), Sheet.Font.NOTE, settingsLines(plot, label));
            sheet.lines(Sheet.MARGIN, below, NAMES, lacking, Sheet.Font.NOTE);
            sheet.drawing(STRIPS_AT, top, row.svg());
            sheet.lines(
                    TEXTS_AT,
                    top + (STRIP_HEIGHT - Sheet.Font.NOTE.lineHeight()) / 2,
                    TEXTS,
                    row.text(),
                    Sheet.Font.NOTE);
            sheet.skip(3);
            words.add(FigureMaker.name(label) + (lacking.isEmpty() ? "" : ", " + lacking) + ": " + row.text() + ".");
        }
        return sheet.svg(
                title,
                caption + ". " + String.join(" ", words) + (plot.reading().isEmpty() ? "" : " " + plot.reading()));
    }

    /** Two rows of one method may differ in their last setting alone, so then all are shown. */
    private static int settingsLines(Page.Plot plot, Page.Label label) {
        boolean alone = plot.rows().stream()
                .map(Page.PlotRow::label)
                .filter(other -> other.method().equals(label.method()))
                .allMatch(label::equals);
        return alone ? FEW_LINES : Sheet.MOST_LINES;
    }
}
