package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.store.OutputFolder;
import org.junit.jupiter.api.Test;

class IndexCommandTest extends CommandTest {

    private OutputFolder output(String name) {
        OutputFolder out = new OutputFolder(folder.resolve("results").resolve(name));
        out.prepare();
        return out;
    }

    @Test
    void a_page_leads_to_every_board_and_shows_hostile_names_as_text() throws IOException {
        OutputFolder hostile = output("b <i>&\" 100%");
        hostile.adopt(Fixtures.plan(Fixtures.EXPERIMENT.replace("A small experiment", "<script>alert(1)</script>")));
        hostile.save("board.html", "a page");
        OutputFolder plain = output("a");
        plain.adopt(BoardPlans.PLAN);
        BoardPlans.records().values().forEach(plain::save);
        Files.createDirectories(folder.resolve("results/notes"));

        assertThat(suite("index", folder.resolve("results"))).as(this::said).isZero();

        Path index = folder.resolve("results/index.html");
        String first = Files.readString(index);
        assertThat(first)
                .contains(
                        "<a href=\"a/\">A small experiment</a>",
                        "4 of 6 trials done, 1 diverged, 1 failed",
                        "hessian",
                        "href=\"b%20%3Ci%3E%26%22%20100%25/board.html\"",
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "0 of 6 trials done, 6 not run yet")
                .doesNotContain("<script>alert", "notes");
        assertThat(first.indexOf("href=\"a/")).isLessThan(first.indexOf("href=\"b%20"));
        assertThat(suite("index", folder.resolve("results"))).isZero();
        assertThat(Files.readString(index)).isEqualTo(first);
    }

    @Test
    void a_folder_without_boards_is_refused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(suite("index", empty)).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("No folder in " + empty + " holds a plan.json");
        assertThat(suite("index", folder.resolve("nowhere"))).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("is not a folder");
        assertThat(empty.resolve("index.html")).doesNotExist();
    }
}
