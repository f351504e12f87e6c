package org.disentangle.runner.figure;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.runner.page.Page;

/** What each block of a code says about each factor: the page has a table where a file has shaded fields. */
final class HeatMapFigure {
    private static final int NARROWEST = 72;
    private static final int WIDEST = 180;
    private static final int ROOM = 8;
    private static final int HEIGHT = 28;
    private static final int NARROWEST_SHEET = 340;

    private HeatMapFigure() {}

    static String svg(String title, String dataset, Page.Line line, Page.HeatMap map) {
        int field = widest(map.factors());
        int blocks = widest(map.rows().stream().map(Page.HeatRow::block).toList());
        int fieldsAt = Sheet.MARGIN + blocks;
        Sheet sheet = new Sheet(
                Math.max(NARROWEST_SHEET, fieldsAt + field * map.factors().size() + Sheet.MARGIN));
        sheet.heading(dataset, line.label(), map.caption() + ". " + line.state());
        int top = sheet.bottom();
        for (int i = 0; i < map.factors().size(); i++) {
            sheet.centred(fieldsAt + i * field, top, field, map.factors().get(i));
        }
        sheet.skip(2);
        List<String> words = new ArrayList<>();
        for (Page.HeatRow row : map.rows()) {
            int y = sheet.bottom();
            sheet.lines(
                    Sheet.MARGIN,
                    y + (HEIGHT - Sheet.Font.NAME.lineHeight()) / 2,
                    blocks - ROOM,
                    row.block(),
                    Sheet.Font.NAME);
            for (int i = 0; i < row.cells().size(); i++) {
                Page.HeatCell cell = row.cells().get(i);
                sheet.field(fieldsAt + i * field, y, field, HEIGHT, cell.shade(), cell.text());
                words.add(row.block() + " for " + map.factors().get(i) + ": " + cell.text() + ".");
            }
        }
        return sheet.svg(title, map.caption() + ". " + line.state() + " " + String.join(" ", words));
    }

    /** What the widest of these names takes, within bounds. */
    private static int widest(List<String> names) {
        double widest = names.stream()
                .mapToDouble(name -> TextLines.width(name, Sheet.Font.NAME.size()))
                .max()
                .orElse(0);
        return (int) Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(widest) + ROOM));
    }
}
