package org.disentangle.runner.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.board.Golden;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.page.PageMaker;
import org.disentangle.runner.page.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class FigureMakerTest {
    private static final String MARKUP =
            "<script>alert(1)</script>]]>\"' & \\input{x} =1+1\n../../x \u0000\u0007\ufffe\ud800 \u202emoc";

    private static List<Figure> figures(Plan plan, Map<String, TrialRecord> records) {
        return FigureMaker.of(
                PageMaker.makeForFigures(plan, records, BoardMaker.makeWithSeeds(plan, records), Pages::curve));
    }

    private static List<Figure> small() {
        return figures(BoardPlans.PLAN, BoardPlans.records());
    }

    private static List<Figure> ranked() {
        Plan plan = Pages.plan(4, 5, "simclr");
        return figures(plan, Pages.records(plan));
    }

    private static List<Figure> hostile() {
        List<PlannedTrial> trials = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            trials.add(BoardPlans.trial(MARKUP, Map.of(MARKUP, "x".repeat(300)), seed));
            trials.add(BoardPlans.trial(MARKUP, Map.of(MARKUP, "X".repeat(300)), seed));
            trials.add(BoardPlans.trial(MARKUP, Map.of(MARKUP, "表".repeat(300)), seed));
        }
        Plan plan = new Plan(Plan.SCHEMA, MARKUP, MARKUP, MARKUP, trials, List.of(), Map.of(), List.of());
        Map<String, TrialRecord> records = new java.util.LinkedHashMap<>();
        trials.forEach(trial -> records.put(
                trial.id(),
                Fixtures.done(
                        trial, Fixtures.scores(0.5 + 0.1 * trial.seed(), 0.25, 0.5 - 0.05 * trial.seed(), 0.25))));
        return FigureMaker.of(PageMaker.makeForFigures(
                plan,
                records,
                BoardMaker.makeWithSeeds(plan, records),
                id -> List.of("{\"<b>&\":1,\"loss\":2,\"step\":0}", "{\"<b>&\":2,\"loss\":1,\"step\":9}")));
    }

    private static Figure named(List<Figure> figures, String file) {
        return figures.stream()
                .filter(figure -> figure.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " is not among "
                        + figures.stream().map(Figure::file).toList()));
    }

    private static Document parsed(Figure figure) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(figure.svg())));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(figure.file() + " is no XML: " + figure.svg(), e);
        }
    }

    private static void everyElement(Figure figure, Consumer<Element> check) {
        NodeList all = parsed(figure).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            check.accept((Element) all.item(i));
        }
    }

    private static List<Figure> all() {
        List<Figure> all = new ArrayList<>(small());
        all.addAll(ranked());
        all.addAll(hostile());
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void figures_are_the_same_bytes_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));

            Golden.check(
                    "figure-plot.svg",
                    named(small(), "pictures-DC-BC_linear-probe_DC.svg").svg());
            Golden.check(
                    "figure-heat-map.svg",
                    named(small(), "pictures-DC-BC_hessian-lambda=0.1_linear-probe_heat-map.svg")
                            .svg());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void every_drawing_of_the_page_is_a_figure() {
        List<String> files = ranked().stream().map(Figure::file).toList();

        assertThat(files)
                .contains(
                        "pictures-DC-BC_linear-probe_DC.svg",
                        "pictures-DC-BC_linear-probe_gap-BC.svg",
                        "pictures-DC-BC_linear-probe_critical-difference.svg",
                        "pictures-DC-BC_linear-probe_performance-profiles.svg",
                        "pictures-DC-BC_simclr-lambda=3_linear-probe_heat-map.svg",
                        "pictures-DC-BC_simclr-lambda=0_curve_loss.svg",
                        "pictures-DC-BC_simclr-lambda=0_curve_lambda_content.svg");
        assertThat(small().stream().map(Figure::file)).contains("pictures-DC-BC_linear-probe_published.svg");
        assertThat(named(ranked(), "pictures-DC-BC_linear-probe_performance-profiles.svg")
                        .svg())
                .contains("the share of a method&#39;s runs (upwards)", "of the mean gap over DC and BC, in percent;");
    }

    @Test
    void every_figure_is_xml_that_says_what_it_shows_and_lies_on_white() {
        for (Figure figure : all()) {
            Element root = parsed(figure).getDocumentElement();

            assertThat(root.getLocalName()).isEqualTo("svg");
            assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
            assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                    .contains(" · ");
            assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
            assertThat(((Element) root.getElementsByTagName("rect").item(0)).getAttribute("fill"))
                    .isEqualTo("#ffffff");
        }
    }

    @Test
    void no_figure_needs_a_style_sheet_a_font_file_or_anything_else() {
        for (Figure figure : all()) {
            everyElement(figure, element -> {
                assertThat(element.getLocalName()).isIn("svg", "title", "desc", "rect", "g", "text", "path");
                assertThat(element.hasAttribute("class")).isFalse();
                assertThat(element.hasAttribute("style")).isFalse();
                if (element.getLocalName().equals("path")) {
                    assertThat(element.getAttribute("fill") + " " + element.getAttribute("stroke"))
                            .matches("(none|#[0-9a-f]{6}) (none|#[0-9a-f]{6})");
                }
                if (element.getLocalName().equals("text")) {
                    assertThat(element.getAttribute("fill")).matches("#[0-9a-f]{6}");
                    assertThat(element.getAttribute("font-size")).isNotEmpty();
                }
            });
            assertThat(figure.svg()).doesNotContain("var(", "url(", "href");
        }
    }

    @Test
    void a_plot_says_which_metric_it_shows_and_what_methods_are_ranked_by() {
        assertThat(named(small(), "pictures-DC-BC_linear-probe_DC.svg").svg())
                .contains(
                        ">pictures DC-BC · linear-probe<",
                        "Methods are ranked by the mean gap over DC and BC, in percent");
    }

    @Test
    void curves_of_seeds_differ_in_dashes_and_have_a_key() {
        String svg =
                named(ranked(), "pictures-DC-BC_simclr-lambda=0_curve_loss.svg").svg();

        assertThat(svg)
                .contains("stroke-dasharray=\"6 2\"", "stroke-dasharray=\"2 2\"", ">seed 0<", ">seed 4<", ">step 4<");
    }

    @Test
    void methods_of_which_trials_lack_are_marked() {
        assertThat(named(small(), "pictures-DC-BC_linear-probe_DC.svg").svg())
                .contains(">incomplete: 1 of 2, 1 failed<");
        assertThat(named(small(), "pictures-DC-BC_linear-probe_DC.svg").svg()).doesNotContain(">incomplete: 2");
    }

    @Test
    void hostile_names_are_text_and_files_have_plain_names_of_their_own() {
        List<Figure> figures = hostile();

        assertThat(figures).hasSizeGreaterThan(6).allSatisfy(figure -> {
            assertThat(figure.file()).matches("[A-Za-z0-9_=][A-Za-z0-9._=-]{0,220}\\.svg");
            assertThat(figure.svg()).doesNotContain("<script", "\u0000", "\u0007", "\ufffe", "\ud800");
        });
        assertThat(figures.stream()
                        .map(figure -> figure.file().toLowerCase(Locale.ROOT))
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(parsed(figures.get(0)).getElementsByTagName("script").getLength())
                .isZero();
    }

    @Test
    void text_stays_within_the_sheet_by_the_estimate_that_lines_are_broken_by() {
        Pattern text = Pattern.compile(
                "<text x=\"(\\d+)\" y=\"\\d+\" fill=\"#\\w+\" font-size=\"(\\d+)\"[^>]*>([^<]*)</text>");
        for (Figure figure : hostile()) {
            int width = Integer.parseInt(parsed(figure).getDocumentElement().getAttribute("width"));
            Matcher found = text.matcher(figure.svg());
            while (found.find()) {
                String shown = found.group(3).replaceAll("&#?\\w+;", "x");
                if (!found.group().contains("text-anchor")) {
                    assertThat(Integer.parseInt(found.group(1))
                                    + TextLines.width(shown, Integer.parseInt(found.group(2))))
                            .isLessThanOrEqualTo(width + 0.001);
                }
            }
        }
    }

    @Test
    void the_same_records_give_the_same_figures() {
        assertThat(ranked()).isEqualTo(ranked());
        assertThat(hostile()).isEqualTo(hostile());
    }

    @Test
    void curves_keep_200_steps_however_many_trials_there_are() {
        Plan plan = Pages.plan(20, 5, "simclr");
        Map<String, TrialRecord> records = Pages.records(plan);
        List<String> curve = Pages.longCurve(500);

        List<Figure> figures = FigureMaker.of(
                PageMaker.makeForFigures(plan, records, BoardMaker.makeWithSeeds(plan, records), id -> curve));

        assertThat(named(figures, "pictures-DC-BC_simclr-lambda=0_curve_loss.svg")
                        .svg())
                .contains("at most 200 logged steps");
    }

    @Test
    void without_records_there_are_no_figures() {
        assertThat(figures(BoardPlans.PLAN, Map.of())).isEmpty();
    }
}
