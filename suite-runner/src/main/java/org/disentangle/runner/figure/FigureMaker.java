package org.disentangle.runner.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.runner.page.Page;
import org.disentangle.runner.store.FileNames;

/** All figures of a page, each with a name of its own. */
public final class FigureMaker {
    private static final String ENDING = ".svg";
    /** Four of these are a name that every disk takes. */
    private static final int LONGEST_PART = 48;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._=]+");
    private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

    private final List<Figure> figures = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private FigureMaker() {}

    /** In the order of the page; the same for the same page. */
    public static List<Figure> of(Page page) {
        FigureMaker maker = new FigureMaker();
        page.datasets().forEach(maker::dataset);
        return List.copyOf(maker.figures);
    }

    private void dataset(Page.DataSet data) {
        data.overviews().forEach(overview -> overview(data.name(), overview));
        data.lines().forEach(line -> line(data.name(), line));
    }

    private void overview(String dataset, Page.Overview overview) {
        Map<String, String> incomplete = new HashMap<>();
        overview.rows().stream()
                .filter(Page.Row::incomplete)
                .forEach(row -> incomplete.put(row.label().target(), "incomplete: " + row.trials()));
        Stream.concat(overview.plots().stream(), overview.evidence().diagrams().stream())
                .forEach(plot -> add(
                        List.of(dataset, overview.metric(), plot.name()),
                        title -> PlotFigure.svg(title, dataset, overview, plot, incomplete)));
        if (!overview.evidence().profiles().isEmpty()) {
            add(
                    List.of(dataset, overview.metric(), "performance profiles"),
                    title -> ChartFigure.profiles(
                            title, dataset, overview.by(), overview.evidence().profiles()));
        }
    }

    private void line(String dataset, Page.Line line) {
        line.heatMaps()
                .forEach(map -> add(
                        List.of(dataset, name(line.label()), map.metric(), "heat map"),
                        title -> HeatMapFigure.svg(title, dataset, line, map)));
        line.charts()
                .forEach(chart -> add(
                        List.of(dataset, name(line.label()), "curve", chart.name()),
                        title -> ChartFigure.curve(title, dataset, line, chart)));
    }

    static String name(Page.Label label) {
        return label.settings().isEmpty() ? label.method() : label.method() + " (" + label.settings() + ")";
    }

    /** Makes a figure of its title. */
    private interface Drawn {
        String svg(String title);
    }

    /** @param about the data set, the method, what is shown: its title, and safely spelt its file's name */
    private void add(List<String> about, Drawn drawn) {
        String name = about.stream()
                .map(part -> FileNames.of(UNSAFE.matcher(part).replaceAll("-"), LONGEST_PART))
                .map(part -> OUTER_DASHES.matcher(part).replaceAll(""))
                .collect(Collectors.joining("_"));
        figures.add(new Figure(unique(name) + ENDING, drawn.svg(String.join(" · ", about))));
    }

    /** What differs in signs that are not kept, or in case alone on disks that know no case, is numbered. */
    private String unique(String name) {
        String candidate = name;
        for (int next = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); next++) {
            candidate = name + "-" + next;
        }
        return candidate;
    }
}
