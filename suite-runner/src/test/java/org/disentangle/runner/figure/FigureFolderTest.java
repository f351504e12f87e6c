package org.disentangle.runner.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFolderTest {
    @TempDir
    private Path parent;

    private static Figure figure(String file) {
        return new Figure(file, "<svg>" + file + "</svg>");
    }

    private List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void figures_that_are_made_no_more_do_not_stay_behind() throws IOException {
        Path folder = parent.resolve("new/figures");
        FigureFolder.at(folder).write(List.of(figure("a.svg"), figure("b.svg")), FigureForm.SVG);

        FigureFolder.at(folder).write(List.of(figure("b.svg"), figure("c.svg")), FigureForm.SVG);

        assertThat(files(folder)).containsExactly("b.svg", "c.svg", "figures.txt");
        assertThat(Files.readString(folder.resolve("figures.txt"))).endsWith("removed.\nb.svg\nc.svg\n");
        assertThat(files(parent)).containsExactly("new");
    }

    @Test
    void an_empty_folder_is_taken() throws IOException {
        FigureFolder.at(parent).write(List.of(figure("a.svg")), FigureForm.SVG);

        assertThat(Files.readString(parent.resolve("a.svg"))).isEqualTo("<svg>a.svg</svg>");
    }

    @Test
    void a_folder_with_a_file_of_somebody_else_is_refused_and_left_alone() throws IOException {
        FigureFolder.at(parent).write(List.of(figure("a.svg")), FigureForm.SVG);
        Files.writeString(parent.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(() -> FigureFolder.at(parent))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds 'thesis.tex'")
                .hasMessageContaining("Give a new or an empty folder");
        assertThat(files(parent)).containsExactly("a.svg", "figures.txt", "thesis.tex");
    }

    @Test
    void a_list_that_somebody_else_wrote_makes_no_folder_ours() throws IOException {
        Files.writeString(parent.resolve("figures.txt"), "a.svg\n");
        Files.writeString(parent.resolve("a.svg"), "drawn by hand");

        assertThatThrownBy(() -> FigureFolder.at(parent)).hasMessageContaining("holds 'a.svg'");
    }

    @Test
    void a_list_that_leads_elsewhere_removes_nothing_there() throws IOException {
        Path folder = parent.resolve("figures");
        FigureFolder.at(folder).write(List.of(figure("a.svg")), FigureForm.SVG);
        Path other = Files.writeString(parent.resolve("other.svg"), "another's");
        Path list = folder.resolve("figures.txt");
        Files.writeString(list, Files.readString(list) + "../other.svg\n" + other + "\n");

        FigureFolder.at(folder).write(List.of(figure("b.svg")), FigureForm.SVG);

        assertThat(other).hasContent("another's");
        assertThat(files(folder)).containsExactly("b.svg", "figures.txt");
    }

    @Test
    void a_file_is_no_folder() throws IOException {
        Path file = Files.writeString(parent.resolve("figures"), "");

        assertThatThrownBy(() -> FigureFolder.at(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not a folder");
    }
}
