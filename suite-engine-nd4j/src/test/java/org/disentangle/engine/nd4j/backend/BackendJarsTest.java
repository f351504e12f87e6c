package org.disentangle.engine.nd4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendJarsTest {
    @TempDir
    Path folder;

    @Test
    void the_cpu_build_has_one_backend() {
        BackendJars jars = BackendJars.on(getClass().getClassLoader());

        assertThat(jars.jars()).containsOnlyKeys(BackendJars.CPU);
        assertThat(jars.isCuda()).isFalse();
        assertThat(jars.problem()).isEmpty();
    }

    @Test
    void two_are_named_by_their_jars_without_folders_and_without_loading_either() throws IOException {
        URL native1 = jar("nd4j-native.jar", "# a comment\n" + BackendJars.CPU + "\n");
        URL cuda = jar("nd4j-cuda & <co>.jar", BackendJars.CUDA);

        BackendJars jars = BackendJars.on(new URLClassLoader(new URL[] {native1, cuda}, null));

        assertThat(jars.isCuda()).isTrue();
        assertThat(jars.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("nd4j-native.jar and nd4j-cuda")
                .contains("SUITE_NATIVES=cpu or nd4j-cuda")
                .doesNotContain(folder.toString()));
    }

    @Test
    void one_backend_in_two_jars_is_one() throws IOException {
        URL one = jar("a.jar", BackendJars.CUDA);
        URL other = jar("b.jar", BackendJars.CUDA);

        assertThat(BackendJars.on(new URLClassLoader(new URL[] {one, other}, null))
                        .problem())
                .isEmpty();
    }

    @Test
    void none_is_said_too() {
        assertThat(BackendJars.on(new URLClassLoader(new URL[0], null)).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("None of ND4J's backends"));
    }

    private URL jar(String name, String entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend"));
            zip.write(entries.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return jar.toUri().toURL();
    }
}
