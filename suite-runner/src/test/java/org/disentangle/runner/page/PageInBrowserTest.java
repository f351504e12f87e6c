package org.disentangle.runner.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.experiment.Plan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page opened from disk. Runs with {@code -Pbrowser}, where there is a Chromium. */
@Tag("browser")
class PageInBrowserTest {
    private static final String FIRST_SCORE = "table.overview tbody a[href^=\"#s\"]";

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path folder;

    private static Browser browser;
    private static Path incomplete;
    private static Path complete;
    private static Path hostile;
    private static Path sides;
    private static Path hostileSides;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.find();
        assumeTrue(
                executable.isPresent(),
                "There is no Chromium on the path; install one (Debian: apt install chromium) or name it in SUITE_BROWSER");
        incomplete = folder.resolve("incomplete.html");
        Files.writeString(incomplete, PageMaker.write(BoardPlans.PLAN, BoardPlans.records(), Pages::curve));
        complete = folder.resolve("complete.html");
        Plan plan = Pages.plan(4, 3, "<script>alert(1)</script>");
        Files.writeString(complete, PageMaker.write(plan, Pages.records(plan), Pages::curve));
        hostile = folder.resolve("hostile.html");
        Files.writeString(hostile, Pages.hostile());
        sides = folder.resolve("sides.html");
        Files.writeString(sides, SideBySidePageMaker.write(Pages.sideBySide()));
        hostileSides = folder.resolve("hostile-sides.html");
        Files.writeString(hostileSides, SideBySidePageMaker.write(Pages.hostileSides()));
        browser = new Browser(executable.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static String text(String expression) throws Exception {
        return browser.value(expression).asText();
    }

    private static String column(int index) throws Exception {
        return text("Array.from(document.querySelector('table.overview').tBodies[0].rows, row => row.cells[" + index
                + "].dataset.v).join(' ')");
    }

    @Test
    void a_click_on_a_header_sorts_and_says_so_and_another_turns_the_order_round() throws Exception {
        browser.look(1280, "light");
        browser.open(complete);
        String header = "document.querySelectorAll('table.overview thead th')[4]";
        String before = column(0);

        text(header + ".querySelector('button').click()");
        assertThat(text(header + ".getAttribute('aria-sort')")).isEqualTo("descending");
        assertThat(column(4).split(" "))
                .isSortedAccordingTo(
                        (one, other) -> Double.compare(Double.parseDouble(other), Double.parseDouble(one)));

        text(header + ".querySelector('button').click()");
        assertThat(text(header + ".getAttribute('aria-sort')")).isEqualTo("ascending");
        assertThat(column(4).split(" "))
                .isSortedAccordingTo(
                        (one, other) -> Double.compare(Double.parseDouble(one), Double.parseDouble(other)));

        text("document.querySelector('table.overview thead button').click()");
        assertThat(column(0)).isEqualTo(before);
        assertThat(text("String(document.querySelectorAll('[aria-sort=ascending]').length)"))
                .isEqualTo("1");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void the_filter_hides_other_methods_and_counts_what_it_shows() throws Exception {
        browser.look(1280, "light");
        browser.open(complete);

        text(
                "(i => { i.value = 'LAMBDA=2'; i.dispatchEvent(new Event('input')); })(document.querySelector('.filter'))");

        assertThat(text("document.querySelector('.found').textContent")).isEqualTo("1 of 4 methods");
        assertThat(text("String(document.querySelectorAll('table.overview tbody tr:not([hidden])').length)"))
                .isEqualTo("1");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void pointing_at_a_score_or_its_focus_shows_its_seeds_until_escape() throws Exception {
        browser.look(1280, "light");
        browser.open(complete);

        browser.pointAt(FIRST_SCORE);
        assertThat(text("document.getElementById('tip').textContent"))
                .contains("diagonal", "seed 0: ", "seed 2: ", "95 % interval: ");
        assertThat(browser.value("!document.getElementById('tip').hidden && !!document.querySelector('#tip svg')")
                        .asBoolean())
                .isTrue();
        browser.press("Escape");
        assertThat(browser.value("document.getElementById('tip').hidden").asBoolean())
                .isTrue();

        text("document.querySelector('" + FIRST_SCORE + "').focus()");
        assertThat(browser.value("document.activeElement.getAttribute('aria-describedby') === 'tip'"
                                + " && !document.getElementById('tip').hidden")
                        .asBoolean())
                .isTrue();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void a_score_leads_to_its_seeds_and_a_seed_to_its_trial_which_unfold() throws Exception {
        browser.look(1280, "light");
        browser.open(complete);

        text("document.querySelector('" + FIRST_SCORE + "').click()");
        String shown =
                "new Promise(done => setTimeout(() => { const t = document.querySelector(':target'); const r = t.getBoundingClientRect();"
                        + " done(t.id + ' ' + (t.closest('details').open && r.height > 0 && r.top >= -1 && r.top < innerHeight)); }, 100))";
        assertThat(text(shown)).matches("s\\d+ true");
        text("document.querySelector(':target').closest('table').querySelector('thead a').click()");
        assertThat(text(shown)).matches("t-[0-9a-f]{12} true");
        text("document.querySelector(':target').querySelector('a').click()");
        assertThat(text(shown.replace("r.height > 0", "t.querySelector('pre').offsetHeight > 0")))
                .matches("spec\\d+ true");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void the_switch_turns_dark_to_light_and_back() throws Exception {
        browser.look(1280, "dark");
        browser.open(complete);
        String back = "getComputedStyle(document.body).backgroundColor";
        String dark = text(back);

        text("document.getElementById('theme').click()");
        assertThat(text(back)).isEqualTo("rgb(255, 255, 255)").isNotEqualTo(dark);
        text("document.getElementById('theme').click()");
        assertThat(text(back)).isEqualTo(dark);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void without_its_script_the_page_shows_everything_but_what_only_the_script_can_do() throws Exception {
        browser.look(1280, "light");
        browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            browser.open(complete);

            assertThat(text("document.body.innerText")).contains("Wholly below its interval", "95 % interval");
            assertThat(browser.value(
                                    "document.getElementById('theme').offsetHeight + document.querySelector('.filter').offsetHeight")
                            .asInt())
                    .isZero();
            assertThat(text("String(document.querySelectorAll('table.overview tbody tr').length)"))
                    .isEqualTo("4");
        } finally {
            browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "400, light", "400, dark"})
    void the_accessibility_checker_finds_nothing_and_nothing_is_wider_than_the_window(int width, String theme)
            throws Exception {
        for (Path page : new Path[] {incomplete, complete, hostile, sides, hostileSides}) {
            browser.look(width, theme);
            browser.open(page);
            text("document.querySelectorAll('details').forEach(details => details.open = true)");

            assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                    .as("width of " + page.getFileName())
                    .isLessThanOrEqualTo(width);
            assertThat(browser.errors()).isEmpty();
            browser.value(axe() + "; 0");
            assertThat(
                            text(
                                    "axe.run().then(found => found.violations.map(v => v.id + ': '"
                                            + " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')).join('\\n'))"))
                    .isEmpty();
        }
    }

    @Test
    void experiments_side_by_side_sort_filter_show_seeds_and_lead_to_trials_without_a_request() throws Exception {
        browser.look(1280, "light");
        browser.open(sides);
        String means =
                "Array.from(document.querySelector('table.sides').tBodies[0].rows, row => row.cells[1].dataset.v).join(' ')";

        text("document.querySelectorAll('table.sides thead th')[1].querySelector('button').click()");
        assertThat(text(means).split(" "))
                .hasSize(3)
                .isSortedAccordingTo(
                        (one, other) -> Double.compare(Double.parseDouble(other), Double.parseDouble(one)));
        text(
                "(i => { i.value = 'LAMBDA=2'; i.dispatchEvent(new Event('input')); })(document.querySelector('.filter'))");
        assertThat(text("document.querySelector('.found').textContent")).isEqualTo("1 of 3 methods");

        browser.pointAt("table.sides tbody tr:not([hidden]) a");
        assertThat(text("document.getElementById('tip').textContent"))
                .contains("simclr (lambda=2)", "A, results/first", "seed 0: ", "95 % interval: ");
        text("document.querySelector('table.sides tbody tr:not([hidden]) a').click()");
        assertThat(
                        text(
                                "document.querySelector(':target').closest('details').open + document.querySelector(':target').id"))
                .matches("trues\\d+");
        text("document.querySelector(':target td a').click()");
        assertThat(text(
                        "new Promise(done => setTimeout(() => done(document.querySelector(':target').closest('details').open"
                                + " + document.querySelector(':target').textContent), 100))"))
                .contains("true", "suite verify results/first --rerun ");
        assertThat(browser.value("performance.getEntriesByType('resource').length")
                        .asInt())
                .isZero();
        assertThat(browser.errors()).isEmpty();
    }

    private static String axe() throws Exception {
        try (InputStream script = PageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
