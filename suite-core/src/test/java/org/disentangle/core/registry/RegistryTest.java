package org.disentangle.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    record Thing(String name, List<String> aliases) implements Named {
        Thing(String name, String... aliases) {
            this(name, List.of(aliases));
        }

        @Override
        public String summary() {
            return name;
        }
    }

    /** Loaded by the service loader in a test below. */
    public static final class Provided implements Named {
        @Override
        public String name() {
            return "provided";
        }

        @Override
        public String summary() {
            return "Provided";
        }
    }

    /** Cannot be made. */
    public static final class Broken implements Named {
        public Broken() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String summary() {
            return "Broken";
        }
    }

    @Test
    void a_thing_is_found_by_its_name_and_by_each_alias() {
        Thing ortho = new Thing("ortho", "orthogonality", "o");
        Registry<Thing> registry = Registry.of("method", List.of(ortho, new Thing("hessian")));

        assertThat(registry.get("ortho")).isSameAs(ortho);
        assertThat(registry.get("orthogonality")).isSameAs(ortho);
        assertThat(registry.get("o")).isSameAs(ortho);
        assertThat(registry.all()).extracting(Thing::name).containsExactly("hessian", "ortho");
    }

    @Test
    void an_unknown_name_is_answered_with_the_known_ones_and_the_nearest() {
        Registry<Thing> registry = Registry.of("method", List.of(new Thing("ortho"), new Thing("hessian")));

        assertThatThrownBy(() -> registry.get("hesian"))
                .isInstanceOf(UserError.class)
                .hasMessage("Unknown method 'hesian'. Known: hessian, ortho. Did you mean 'hessian'?");
        assertThatThrownBy(() -> registry.get("something-else"))
                .hasMessage("Unknown method 'something-else'. Known: hessian, ortho.");
        assertThatThrownBy(() -> Registry.of("method", List.of()).get("hessian"))
                .isInstanceOf(UnknownNameError.class)
                .hasMessage("Unknown method 'hessian'. Known: none.");
    }

    @Test
    void names_are_not_case_folded_or_trimmed() {
        Registry<Thing> registry = Registry.of("method", List.of(new Thing("ortho")));
        assertThatThrownBy(() -> registry.get("Ortho")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> registry.get(" ortho")).isInstanceOf(UserError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ortho", "1st", "-x", "a_b", "a b", "é", "a/b", "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"})
    void a_name_that_is_not_valid_is_refused(String name) {
        assertThatThrownBy(() -> Registry.of("method", List.of(new Thing(name))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void two_things_of_one_name_are_refused_with_both_classes() {
        assertThatThrownBy(() -> Registry.of("method", List.of(new Thing("ortho"), new Thing("ortho"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'ortho'")
                .hasMessageContaining(Thing.class.getName());
    }

    @Test
    void an_alias_that_is_anothers_name_is_refused() {
        assertThatThrownBy(() -> Registry.of("method", List.of(new Thing("ortho"), new Thing("other", "ortho"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'ortho'");
    }

    @Test
    void a_provider_that_cannot_be_loaded_is_a_problem_and_does_not_hide_the_others(@TempDir Path folder)
            throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(Named.class.getName()),
                "does.not.Exist\n" + Broken.class.getName() + "\n" + Provided.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Registry<Named> registry = Registry.load("method", Named.class, loader);

            assertThat(registry.get("provided")).isInstanceOf(Provided.class);
            assertThat(registry.problems()).hasSize(2);
            assertThat(registry.problems().get(0)).contains("method").contains("does.not.Exist");
            assertThat(registry.problems().get(1))
                    .contains(Broken.class.getName())
                    .contains("no licence");
        }
    }
}
