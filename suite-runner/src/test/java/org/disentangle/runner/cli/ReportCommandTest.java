package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.store.OutputFolder;
import org.junit.jupiter.api.Test;

class ReportCommandTest extends CommandTest {
    private static final String COMPLETE = "hessian (lambda=0.001) z/DC ";

    /** A folder with the records of the hand-written plan; only one of its methods is complete. */
    private OutputFolder out(String name) {
        OutputFolder out = new OutputFolder(folder.resolve(name));
        out.prepare();
        out.adopt(BoardPlans.PLAN);
        BoardPlans.records().values().forEach(out::save);
        return out;
    }

    @Test
    void a_gate_that_fails_is_said_and_the_boards_are_written_all_the_same() {
        OutputFolder out = out("a");

        assertThat(suite("report", out.root(), "--fail-if", COMPLETE + "< 0.9", "--fail-if", COMPLETE + "> 0.9"))
                .isEqualTo(ExitCode.TROUBLE);

        assertThat(said())
                .contains("A gate fails: " + COMPLETE + "< 0.9", "is 0.81 (mean of 2), which is < 0.9")
                .doesNotContain("> 0.9");
        assertThat(out.root().resolve("board.html")).exists();
    }

    @Test
    void a_misspelt_gate_is_refused_before_anything_is_written() {
        OutputFolder out = out("a");

        assertThat(suite("report", out.root(), "--fail-if", COMPLETE + "< 0.9", "--fail-if", "simcrl r/DC < 0.9"))
                .isEqualTo(ExitCode.USER);

        assertThat(said()).contains("did you mean 'simclr'?").doesNotContain("A gate fails", "\tat ");
        assertThat(out.root().resolve("board.html")).doesNotExist();
    }

    @Test
    void forms_that_are_no_files_are_printed_and_write_nothing() {
        OutputFolder out = out("a");

        suite("report", out.root(), "--format", "latex");
        assertThat(data.toString()).contains("\\toprule");
        suite("report", out.root(), "--format", "junit", "--fail-if", COMPLETE + "< 0.9");
        assertThat(data.toString()).contains("<testsuites ", "which is &lt; 0.9");
        assertThat(out.root().resolve("board.json")).doesNotExist();
    }

    @Test
    void several_folders_are_laid_side_by_side() {
        OutputFolder a = out("a");
        OutputFolder b = out("b");

        assertThat(suite("report", a.root(), b.root())).isEqualTo(ExitCode.TROUBLE);
        assertThat(data.toString()).contains("# Experiments side by side", "**incomplete**", "it takes 3 experiments");
        assertThat(suite("report", a.root(), a.root())).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("is given twice");
        assertThat(suite("report", a.root(), b.root(), "--format", "html")).isEqualTo(ExitCode.TROUBLE);
        assertThat(data.toString())
                .contains("<title>2 experiments side by side</title>", "suite verify " + a.root() + " --rerun ");
        assertThat(a.root().resolve("board.html")).doesNotExist();
        assertThat(suite("report", a.root(), b.root(), "--format", "latex")).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("html, md, json or csv");
        assertThat(suite("report", a.root(), b.root(), "--fail-if", COMPLETE + "< 0.9"))
                .isEqualTo(ExitCode.USER);
        assertThat(said()).contains("about one folder");
    }

    @Test
    void figures_are_written_into_their_folder_and_nowhere_else() {
        OutputFolder out = out("a");
        Path figures = folder.resolve("figures");

        assertThat(suite("report", out.root(), "--figures", figures)).isEqualTo(ExitCode.TROUBLE);
        assertThat(said()).contains("Written: ", " figures in ");
        assertThat(figures.resolve("pictures-DC-BC_linear-probe_DC.svg")).isNotEmptyFile();
        assertThat(suite("report", out.root(), "--figures", figures, "--fail-if", COMPLETE + "< 0.9"))
                .isEqualTo(ExitCode.TROUBLE);
        assertThat(said()).contains("A gate fails: ");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(figures) && !path.equals(out.root()));
        assertThat(out.root().resolve("board.json")).doesNotExist();
    }

    @Test
    void figures_are_refused_among_other_files_beside_a_format_and_of_several_folders() {
        OutputFolder out = out("a");
        Path figures = folder.resolve("figures");

        assertThat(suite("report", out.root(), "--figures", out.root())).isEqualTo(ExitCode.USER);
        assertThat(said()).contains("holds 'plan.json'").doesNotContain("\tat ");
        assertThat(suite("report", out.root(), "--figures", figures, "--format", "html"))
                .isEqualTo(ExitCode.USER);
        assertThat(said()).contains("give one of them");
        assertThat(suite("report", out.root(), out("b").root(), "--figures", figures))
                .isEqualTo(ExitCode.USER);
        assertThat(said()).contains("--figures is about one folder");
        assertThat(figures).doesNotExist();
    }
}
