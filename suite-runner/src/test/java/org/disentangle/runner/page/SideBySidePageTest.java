package org.disentangle.runner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.runner.board.Golden;
import org.disentangle.runner.report.SideBySide;
import org.disentangle.runner.table.ShellText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideBySidePageTest {
    private static String page() {
        return SideBySidePageMaker.write(Pages.sideBySide());
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

            SideBySide all = Pages.sideBySide();
            SideBySide some = new SideBySide(
                    all.experiments(),
                    all.differences(),
                    all.tables().stream()
                            .filter(table -> table.block().startsWith("z")
                                    && !table.factor().equals("DL"))
                            .toList());
            Golden.check("side-by-side.html", SideBySidePageMaker.write(some));
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void every_anchor_has_its_target_and_no_target_is_there_twice() {
        for (String html : List.of(page(), SideBySidePageMaker.write(Pages.hostileSides()))) {
            List<String> targets = all(html, " id=\"([^\"]*)\"");

            assertThat(targets).doesNotHaveDuplicates();
            assertThat(all(html, " href=\"#([^\"]*)\"")).isNotEmpty().isSubsetOf(targets);
            assertThat(all(html, " aria-labelledby=\"([^\"]*)\"")).isNotEmpty().isSubsetOf(targets);
        }
    }

    @Test
    void every_mean_leads_to_its_seeds_and_they_to_trials_with_folder_and_command() {
        String html = page();

        assertThat(all(html, "<td data-v=\"[^\"]*\"[^>]*><a href=\"#(s\\d+)\">"))
                .hasSizeGreaterThan(50);
        assertThat(all(html, "(<code dir=\"ltr\">suite verify results/second --rerun [0-9a-f]{12}</code>)"))
                .hasSize(8);
        assertThat(html)
                .contains("<code dir=\"ltr\">suite verify 'results/first again' --rerun ")
                .contains("<bdi>B, results/second</bdi>");
    }

    @Test
    void a_cell_says_its_interval_rank_trials_and_difference_or_why_it_has_none() {
        String html = page();

        assertThat(all(html, "<small>(less A: [+−][0-9.]+ \\([+−][0-9.]+ to [+−][0-9.]+, 3 seeds\\))</small>"))
                .isNotEmpty();
        assertThat(html)
                .contains("<small>not compared with A: the same trials</small>")
                .contains("not in this experiment", "<small>incomplete</small>", "no rank, n 2 of 3", "rank 1, n 3")
                .contains("No average rank: not every method is complete in every experiment.");
    }

    @Test
    void nothing_is_fetched_and_nothing_but_the_page_s_own_script_may_run() {
        String html = page();

        assertThat(html).doesNotContain(" src=", "url(", "@import", "<link", "<iframe", "javascript:", " style=\"");
        assertThat(all(html, "(https?:[^\"<]*)")).isEmpty();
        assertThat(html).contains("default-src &#39;none&#39;; script-src &#39;sha256-");
    }

    @Test
    void names_that_are_markup_are_text() {
        String html = SideBySidePageMaker.write(Pages.hostileSides());

        assertThat(all(html, "(<script)")).hasSize(1);
        assertThat(all(html, "(</script)")).hasSize(1);
        assertThat(all(html, "(</style)")).hasSize(1);
        assertThat(all(html, "(</title)")).hasSize(1);
        assertThat(html).doesNotContain("<img").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(html).contains("suite verify './-rf '\\''$(reboot)'\\''");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "results/a, results/a",
                "my results, 'my results'",
                "-x, ./-x",
                "it's, 'it'\\''s'",
                "$(x), '$(x)'",
                "a;b, 'a;b'",
                "~/a, '~/a'",
                "\"\", ''"
            })
    void a_folder_in_a_command_is_one_word_of_the_shell(String path, String word) {
        assertThat(ShellText.path(path)).isEqualTo(word);
    }
}
