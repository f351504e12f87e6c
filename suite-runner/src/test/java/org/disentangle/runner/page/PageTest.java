package org.disentangle.runner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.board.Golden;
import org.disentangle.runner.experiment.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static String page() {
        return PageMaker.write(BoardPlans.PLAN, BoardPlans.records(), Pages::curve);
    }

    private static List<String> all(String html, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void the_page_is_the_same_bytes_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            Golden.check("board.html", page());
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void every_anchor_has_its_target_and_no_target_is_there_twice() {
        String html =
                PageMaker.write(Pages.plan(4, 3, "simclr"), Pages.records(Pages.plan(4, 3, "simclr")), Pages::curve);

        List<String> targets = all(html, " id=\"([^\"]*)\"");

        assertThat(targets).doesNotHaveDuplicates();
        assertThat(all(html, " href=\"#([^\"]*)\"")).isNotEmpty().isSubsetOf(targets);
        assertThat(all(html, " aria-labelledby=\"([^\"]*)\"")).isNotEmpty().isSubsetOf(targets);
    }

    @Test
    void every_score_in_an_overview_leads_to_its_seeds_and_they_to_their_trials() {
        Plan plan = Pages.plan(4, 3, "simclr");
        String html = PageMaker.write(plan, Pages.records(plan), Pages::curve);

        assertThat(all(html, "<td data-v=\"[^\"]*\"><a href=\"#(s\\d+)\">")).hasSizeGreaterThan(4 * 5);
        assertThat(all(html, "<th scope=\"col\"><a href=\"#(t-[0-9a-f]{12})\">"))
                .hasSize(plan.trials().size());
        assertThat(all(html, "<code>suite verify DIR --rerun ([0-9a-f]{12})</code>"))
                .containsExactlyInAnyOrderElementsOf(plan.trials().stream()
                        .map(trial -> trial.id().substring(0, 12))
                        .toList());
    }

    @Test
    void every_table_has_a_caption_and_an_overview_may_be_sorted_by_each_column_and_is_by_none_yet() {
        String html = page();

        assertThat(all(html, "(<table[^>]*>\\s*<caption)"))
                .hasSameSizeAs(all(html, "(<table[ >])"))
                .isNotEmpty();
        assertThat(all(html, "<th [^>]*aria-sort=\"(\\w+)\"")).isNotEmpty().containsOnly("none");
    }

    @Test
    void nothing_is_fetched_and_nothing_but_the_page_s_own_script_may_run() {
        String html = page();

        assertThat(html).doesNotContain(" src=", "url(", "@import", "<link", "<iframe", "javascript:", " style=\"");
        assertThat(all(html, "(https?:[^\"<]*)")).allMatch(link -> link.startsWith("https://arxiv.org/abs/"));
        assertThat(all(html, "href=\"(//[^\"]*)\"")).isEmpty();
        assertThat(html).contains("default-src &#39;none&#39;; script-src &#39;sha256-");
    }

    @Test
    void names_that_are_markup_are_text() {
        String html = Pages.hostile();

        assertThat(all(html, "(<script)")).hasSize(1);
        assertThat(all(html, "(</script)")).hasSize(1);
        assertThat(all(html, "(</style)")).hasSize(1);
        assertThat(all(html, "(</title)")).hasSize(1);
        assertThat(html).doesNotContain("<img", " onerror=alert(2)>").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(html).contains("<bdi>" + "&lt;script&gt;alert(1)&lt;/script&gt;" + "x".repeat(300) + "</bdi>");
    }

    @Test
    void cells_of_methods_with_trials_that_are_not_done_are_hatched_and_say_so() {
        String html = page();

        assertThat(all(html, "<td data-v=\"1\" class=\"part\">(1 of 2, 1 failed)</td>"))
                .hasSize(1);
        assertThat(html).contains("<small>incomplete</small>").contains("hatched cells");
    }

    @Test
    void below_three_seeds_there_is_no_interval_and_the_reason_is_given() {
        assertThat(page())
                .contains("No interval: 2 seeds do not carry one; it takes 3.", ">no interval</small>")
                .contains("<small>published 60.0 (+0.0)</small>");
        Plan three = Pages.plan(2, 3, "simclr");
        assertThat(PageMaker.write(three, Pages.records(three), id -> List.of()))
                .doesNotContain("No interval:")
                .contains("Wholly below its interval: simclr (lambda=1)");
    }

    @Test
    void the_page_says_beside_the_table_which_methods_differ_and_how_sure_that_is() {
        Plan plan = Pages.plan(4, 5, "simclr");
        String html = PageMaker.write(plan, Pages.records(plan), Pages::curve);

        assertThat(html.indexOf("<p class=\"reading\" dir=\"auto\">"))
                .isLessThan(html.indexOf("<table class=\"overview\""));
        assertThat(html)
                .contains(
                        "simclr (lambda=0) is better than every other ranked method. The other one is open",
                        "Holm's method for all 6 pairs")
                .contains("<td data-v=\"1\" title=\"better than every other.\">1<small>1 to 1</small></td>")
                .contains("Friedman's test", "A plan, not a promise");
        assertThat(all(html, "<th scope=\"col\" title=\"simclr lambda=\\d\">(over \\d)</th>"))
                .containsExactly("over 1", "over 2", "over 3", "over 4");
        assertThat(all(html, "(<path class=\"band\")")).hasSize(4);
    }

    @Test
    void of_many_methods_the_best_have_drawings_and_the_page_says_that_there_are_more() {
        Plan plan = Pages.plan(25, 8, "simclr");
        String html = PageMaker.write(plan, Pages.records(plan), id -> List.of());

        assertThat(all(html, "(<path class=\"band\")")).hasSize(20);
        assertThat(html).contains("5 more methods; board.json has them all.");
    }

    @Test
    void a_folder_without_records_has_a_page() {
        String html = PageMaker.write(BoardPlans.PLAN, Map.of(), id -> List.of());

        assertThat(html)
                .contains("0 of 6 trials are done, 6 not run yet.")
                .contains("Nothing is known yet: no trial got as far as the data.")
                .contains("by the next <code>suite run</code>");
    }

    @Test
    void a_page_of_500_trials_stays_below_three_megabytes() {
        Plan plan = Pages.plan(100, 5, "multi-space");
        List<String> curve = Pages.longCurve(500);

        String html = PageMaker.write(plan, Pages.records(plan), id -> curve);

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    }

    @Test
    void curves_are_thinned_evenly_and_torn_lines_passed_over() {
        List<String> lines = new ArrayList<>(Pages.longCurve(999));
        lines.add("{\"loss\":1.5,\"st");

        Map<String, List<double[]>> curves = LearningCurves.read(lines, 200);

        assertThat(curves.get("loss")).hasSize(199);
        assertThat(curves.get("loss").get(0)[0]).isZero();
        assertThat(LearningCurves.read(List.of("", "[1]", "null", "{\"a\":[1],\"step\":1}"), 200))
                .isEmpty();
    }
}
