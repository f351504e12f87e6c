package org.disentangle.runner.figure;

import java.util.List;
import java.util.stream.Collectors;
import org.disentangle.runner.page.Page;

/** Learning curves of a method, or the performance profiles of all. */
final class ChartFigure {
    /** A chart of the page with its margins. */
    private static final int CHART = 308;

    private static final int KEY = 30;
    private static final int KEY_HEIGHT = 10;
    private static final int KEY_ROOM = 154;
    private static final int GAP = 24;
    private static final int MOST_COLUMNS = 3;

    private ChartFigure() {}

    /** One of the method's charts, with what its lines look like where they are told apart. */
    static String curve(String title, String dataset, Page.Line line, Page.Chart chart) {
        Sheet sheet = new Sheet(CHART + 2 * Sheet.MARGIN);
        String about = chart.title() + ". " + line.state() + " " + line.chartNote();
        sheet.heading(dataset, line.label(), about);
        sheet.drawing(Sheet.MARGIN, sheet.bottom(), chart.svg());
        keys(sheet, line.keys());
        return sheet.svg(title, about);
    }

    private static void keys(Sheet sheet, List<Page.Key> keys) {
        int columns = CHART / KEY_ROOM;
        int top = sheet.bottom();
        for (int i = 0; i < keys.size(); i++) {
            int x = Sheet.MARGIN + i % columns * KEY_ROOM;
            int y = i % columns == 0 ? sheet.bottom() : top;
            top = y;
            sheet.drawing(
                    x,
                    y + (Sheet.Font.NOTE.lineHeight() - KEY_HEIGHT) / 2,
                    keys.get(i).svg());
            sheet.lines(x + KEY + 6, y, KEY_ROOM - KEY - 6, keys.get(i).text(), Sheet.Font.NOTE);
        }
    }

    static String profiles(String title, String dataset, String by, List<Page.Chart> charts) {
        int columns = Math.min(MOST_COLUMNS, charts.size());
        Sheet sheet = new Sheet(columns * CHART + (columns - 1) * GAP + 2 * Sheet.MARGIN);
        String caption =
                "Performance profiles: the share of a method's runs (upwards) that lie above each value (to the right) of "
                        + by
                        + "; its pointwise 95 % bootstrap interval (band), too narrow with few seeds; the method with the best mean (dashed)";
        sheet.heading(dataset, caption);
        for (int first = 0; first < charts.size(); first += columns) {
            List<Page.Chart> row = charts.subList(first, Math.min(charts.size(), first + columns));
            int top = sheet.bottom();
            for (int i = 0; i < row.size(); i++) {
                sheet.lines(x(i), top, CHART, row.get(i).title(), Sheet.Font.NAME);
            }
            int below = sheet.bottom();
            for (int i = 0; i < row.size(); i++) {
                sheet.drawing(x(i), below, row.get(i).svg());
            }
            sheet.skip(8);
        }
        return sheet.svg(
                title,
                caption + ". Methods: " + charts.stream().map(Page.Chart::title).collect(Collectors.joining("; "))
                        + ".");
    }

    private static int x(int column) {
        return Sheet.MARGIN + column * (CHART + GAP);
    }
}
