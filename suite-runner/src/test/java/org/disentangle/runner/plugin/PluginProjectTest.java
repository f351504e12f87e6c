package org.disentangle.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Method;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.Provenance;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginProjectTest {
    @TempDir
    Path folder;

    private static PluginProject project(String name) {
        return new PluginProject(name, PluginProject.defaultPackage(name), Provenance.version(), "/the/suite");
    }

    @Test
    void what_is_generated_compiles_and_is_found_and_has_a_loss() throws IOException {
        Path into = folder.resolve("my-first");
        project("my-first").write(into);

        Path classes = compiled(into);

        assertThat(classes.resolve("org/example/myfirst/MyFirstMethodTest.class"))
                .exists();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {
                    classes.toUri().toURL(),
                    into.resolve("src/main/resources/").toUri().toURL()
                },
                getClass().getClassLoader())) {
            Method<?> method = Registry.load("method", Method.class, loader).get("my-first");
            assertThat(loss(method)).isPositive().isFinite();
        }
    }

    private static <O extends Record> double loss(Method<O> method) {
        ObjectiveHarness<O> harness = new ObjectiveHarness<>(method, method.defaults(), 12, 6);
        return ReferenceInterpreter.run(harness.program(), harness.inputs(1))
                .output("loss")
                .scalar();
    }

    private Path compiled(Path project) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        try (Stream<Path> files = Files.walk(project)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSize(3);
            PluginJars.compile(sources, classes, System.getProperty("java.class.path"));
        }
        return classes;
    }

    @Test
    void nothing_is_left_to_fill_in() {
        project("my-first").files().forEach((path, text) -> assertThat(path + text)
                .doesNotContain("{{", "}}"));
        assertThat(project("my-first").files().get("pom.xml"))
                .contains("<suite.version>" + Provenance.version() + "<", "<Suite-Core-Version>${suite.version}<");
    }

    @Test
    void its_experiment_gives_simclr_the_head_and_temperature_that_its_own_method_has_by_default() {
        String experiment = project("my-first").files().get("experiment.yaml");
        String same = "temperature: 0.2, embedding: 16, hidden: []}";

        assertThat(experiment).contains("- {name: my-first, " + same, "- {name: simclr, " + same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "My-First", "1st", "a_b", "a/b", "../x", "a.b", "head"})
    void a_name_that_no_method_can_have_is_refused(String name) {
        assertThatThrownBy(() -> project(name)).isInstanceOf(UserError.class).hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a.class", "a b", "../a", "1.a", "a.b."})
    void a_package_that_java_does_not_allow_is_refused(String packageName) {
        assertThatThrownBy(() -> new PluginProject("good", packageName, "1", "/"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("The package '" + packageName + "' is not valid");
    }

    @Test
    void a_name_whose_package_would_be_a_keyword_asks_for_another() {
        assertThatThrownBy(() -> project("class")).isInstanceOf(UserError.class).hasMessageContaining("--package");
        assertThat(new PluginProject("class", "mine", "1", "/").files())
                .containsKey("src/main/java/mine/ClassMethod.java");
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> project("good").write(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not empty, and nothing is overwritten");
        assertThatThrownBy(() -> project("good").write(mine))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is a file, and nothing is overwritten");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(mine);
        }
        assertThat(mine).hasContent("mine");
    }
}
