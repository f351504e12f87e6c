package org.disentangle.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.disentangle.core.method.Method;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.registry.Registry;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is an outsider's project and not built with the suite; this keeps it from falling behind. */
class ExamplePluginTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "ortho-hessian");

    @TempDir
    Path classes;

    @Test
    void the_example_and_its_test_compile_against_this_suite_and_it_has_a_loss() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSize(3);
            PluginJars.compile(sources, classes, System.getProperty("java.class.path"));
        }
        URL[] urls = {
            classes.toUri().toURL(),
            EXAMPLE.resolve("src/main/resources/").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Method<?> method = Registry.load("method", Method.class, loader).get("ortho-hessian");
            expectLoss(method);
        }
    }

    private static <O extends Record> void expectLoss(Method<O> method) {
        ObjectiveHarness<O> harness = new ObjectiveHarness<>(method, method.defaults(), 12, 6);
        ReferenceInterpreter.Result result = ReferenceInterpreter.run(harness.program(), harness.inputs(1));
        double terms = result.output("infomax").scalar()
                + 0.1 * result.output("hessian").scalar()
                + 0.1 * result.output("orthogonality").scalar();

        assertThat(result.output("loss").scalar()).isEqualTo(terms, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(result.output("orthogonality").scalar()).isBetween(0.0, 1.0);
    }
}
