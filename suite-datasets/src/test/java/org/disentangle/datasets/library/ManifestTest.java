package org.disentangle.datasets.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_again() throws IOException {
        Manifest manifest = new Manifest(
                Map.of("mnist/a", new Manifest.Entry(3_000_000_000L, SHA), "stl10/b", new Manifest.Entry(0, SHA)));
        manifest.write(folder);

        assertThat(Manifest.read(folder)).isEqualTo(manifest);
        assertThat(folder.resolve("manifest.json"))
                .hasContent("{\"files\":{\"mnist/a\":{\"sha256\":\"" + SHA
                        + "\",\"size\":3000000000},\"stl10/b\":{\"sha256\":\"" + SHA
                        + "\",\"size\":0}},\"format\":1}\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_folder_without_one_has_an_empty_one() {
        assertThat(Manifest.read(folder)).isEqualTo(Manifest.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format\":1,\"files\":{",
                "{\"format\":2,\"files\":{}}",
                "{\"files\":{}}",
                "{\"format\":1,\"files\":[]}",
                "{\"format\":1,\"files\":{},\"more\":1}",
                "{\"format\":1,\"files\":{}} {}",
                "{\"format\":1,\"files\":{\"a\":{\"size\":1,\"sha256\":\"short\"}}}",
                "{\"format\":1,\"files\":{\"a\":{\"size\":-1,\"sha256\":\"SHA\"}}}",
                "{\"format\":1,\"files\":{\"a\":{\"size\":\"big\",\"sha256\":\"SHA\"}}}",
                "{\"format\":1,\"files\":{\"a\":{\"size\":1e99,\"sha256\":\"SHA\"}}}",
                "{\"format\":1,\"files\":{\"a\":{\"size\":[[[[[]]]]],\"sha256\":\"SHA\"}}}",
                "{\"format\":1,\"format\":1,\"files\":{}}",
                "{\"format\":1,\"files\":{\"a\":{\"size\":1,\"sha256\":\"SHA\",\"extra\":0}}}"
            })
    void a_damaged_one_is_refused_with_its_name_and_the_remedy(String text) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), text.replace("SHA", SHA));

        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.resolve("manifest.json") + " is damaged: ")
                .hasMessageContaining("suite data import");
    }
}
