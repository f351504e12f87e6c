package org.disentangle.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.method.Method;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.Provenance;
import org.disentangle.runner.experiment.Catalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {
    @TempDir
    Path folder;

    @TempDir
    static Path shared;

    private static Path good;

    @BeforeAll
    static void aGoodOne() {
        good = PluginJars.good(shared, "good.jar", "Good", "good");
    }

    private static Catalog load(Path... jars) {
        return Catalog.load(
                PluginLoaderTest.class.getClassLoader(),
                Stream.of(jars).map(PluginFile::named).toList());
    }

    /** The one problem of a jar that is loaded together with a good one, which it must not hide. */
    private String problem(Path broken) {
        Catalog catalog = load(broken, good);
        assertThat(catalog.methods().get("good").summary()).isEqualTo("Untrained, for tests");
        assertThat(catalog.methods().get("simclr").getClass().getName())
                .isEqualTo("org.disentangle.methods.burns.Simclr");
        assertThat(catalog.plugins().problems()).hasSize(1);
        assertThat(catalog.problems())
                .containsExactly(catalog.plugins().problems().get(0).message());
        return catalog.plugins().problems().get(0).message();
    }

    private PluginJars jar(String className, String name, String more) {
        return new PluginJars(folder).classes(className, PluginJars.untrained(className, name, more));
    }

    @Test
    void what_a_jar_provides_stands_beside_the_suites_own_and_tells_where_it_comes_from() throws IOException {
        Catalog catalog = load(good);

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.plugins().notes()).isEmpty();
        PluginJar jar = catalog.plugins().origin("method", "good").orElseThrow();
        assertThat(jar.name()).isEqualTo("good.jar");
        assertThat(jar.version()).isEqualTo("1.2.3");
        assertThat(jar.coreVersion()).isEqualTo(Provenance.version());
        assertThat(jar.sha256()).isEqualTo(CanonicalJson.sha256(Files.readAllBytes(good)));
        assertThat(catalog.plugins().origin("method", "simclr")).isEmpty();
        assertThat(catalog.plugins().origin("metric", "good")).isEmpty();
        assertThat(catalog.methods().all())
                .hasSize(Fixtures.CATALOG.methods().all().size() + 1);
    }

    @Test
    void a_trial_names_the_jars_that_its_components_come_from_and_no_others() {
        Path other = PluginJars.good(folder, "other.jar", "Other", "other");
        Plugins plugins = load(good, other).plugins();

        assertThat(plugins.of(Map.of("method", Map.of("name", "good"), "engine", "libtorch")))
                .containsExactly(new TrialRecord.Plugin(
                        "good.jar", "1.2.3", plugins.loaded().get(0).jar().sha256(), List.of("method good")));
        assertThat(plugins.of(Fixtures.plan().trials().get(0).spec())).isEmpty();
        // A data set of the name of a method is another thing.
        assertThat(plugins.of(Map.of("data", Map.of("name", "good")))).isEmpty();
    }

    @Test
    void a_jar_that_is_given_twice_is_loaded_once() {
        assertThat(load(good, shared.resolve("x/../good.jar")).plugins().problems())
                .isEmpty();
    }

    @Test
    void a_file_that_is_no_jar_names_itself() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");

        assertThat(problem(text)).startsWith("Plug-in text.jar: is not a jar, or a damaged one:");
        assertThat(problem(folder.resolve("none.jar"))).startsWith("Plug-in none.jar: there is no such file");
        assertThat(problem(Files.createDirectory(folder.resolve("folder.jar"))))
                .isEqualTo("Plug-in folder.jar: is a folder, not a jar.");
    }

    @Test
    void a_jar_that_was_cut_names_itself() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        Path cut = Files.write(folder.resolve("cut.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(problem(cut)).startsWith("Plug-in cut.jar: is not a jar, or a damaged one:");
    }

    @Test
    void a_jar_without_a_provider_line_is_told_where_it_belongs() {
        assertThat(problem(jar("Silent", "silent", "").write("silent.jar")))
                .startsWith("Plug-in silent.jar: it names no provider: it has no list in META-INF/services/")
                .contains("org.disentangle.core.method.Method", "org.disentangle.core.metric.Metric");
    }

    @Test
    void a_provider_that_is_not_in_the_jar_is_named() {
        assertThat(problem(
                        jar("Typo", "typo", "").provider(Method.class, "p.Tipo").write("typo.jar")))
                .isEqualTo("Plug-in typo.jar: a method cannot be loaded: Provider p.Tipo not found.");
    }

    @Test
    void a_provider_that_is_something_else_is_named() {
        PluginJars jar = new PluginJars(folder)
                .classes("Plain", "package p; public class Plain {}")
                .provider(Method.class, "p.Plain");

        assertThat(problem(jar.write("plain.jar")))
                .isEqualTo("Plug-in plain.jar: a method cannot be loaded: p.Plain not a subtype.");
    }

    @Test
    void a_provider_whose_constructor_throws_is_named_with_the_reason() {
        PluginJars jar = jar("Angry", "angry", "public Angry() { throw new IllegalStateException(\"no licence\"); }")
                .provider(Method.class, "p.Angry");

        assertThat(problem(jar.write("angry.jar"))).contains("p.Angry could not be instantiated", "no licence");
    }

    @Test
    void a_class_that_the_jar_lacks_is_named() {
        PluginJars jar = new PluginJars(folder)
                .classes(
                        "Needy",
                        PluginJars.untrained("Needy", "needy", "public static final Library IT = new Library();")
                                + "class Library {}",
                        "Library.class")
                .provider(Method.class, "p.Needy");

        assertThat(problem(jar.write("needy.jar")))
                .contains("it needs the class p.Library, which is neither in the jar nor in the suite");
    }

    @Test
    void a_class_of_a_newer_java_is_told_what_to_compile_for() {
        PluginJars jar = jar("Newer", "newer", "").provider(Method.class, "p.Newer");
        jar.bytes("p/Newer.class")[7] = 99;

        assertThat(problem(jar.write("newer.jar")))
                .contains("class file version 99")
                .contains("Compile it for Java 17");
    }

    @Test
    void one_bad_provider_does_not_hide_the_others_of_its_jar() {
        Path mixed = jar("Mixed", "mixed", "")
                .provider(Method.class, "p.Missing", "p.Mixed")
                .write("mixed.jar");

        Catalog catalog = load(mixed);

        assertThat(catalog.methods().get("mixed").name()).isEqualTo("mixed");
        assertThat(catalog.plugins().problems()).hasSize(1);
    }

    @Test
    void a_name_that_is_not_valid_is_refused() {
        assertThat(problem(
                        jar("Loud", "LOUD", "").provider(Method.class, "p.Loud").write("loud.jar")))
                .startsWith("Plug-in loud.jar: The method name 'LOUD' of p.Loud is not valid");
    }

    @Test
    void a_name_of_the_suites_own_stays_with_the_suite() {
        assertThat(problem(jar("Mine", "simclr", "")
                        .provider(Method.class, "p.Mine")
                        .write("mine.jar")))
                .startsWith(
                        "Plug-in mine.jar: Two things claim the method name 'simclr': "
                                + "org.disentangle.methods.burns.Simclr and p.Mine. The first is the suite's own; rename yours.");
    }

    @Test
    void of_two_plug_ins_with_one_name_the_first_has_it() {
        Path second =
                jar("Second", "good", "").provider(Method.class, "p.Second").write("a-second.jar");

        Catalog catalog = load(good, second);

        assertThat(catalog.plugins().origin("method", "good").orElseThrow().name())
                .isEqualTo("good.jar");
        assertThat(catalog.plugins().problems()).hasSize(1);
        assertThat(catalog.plugins().problems().get(0).message())
                .startsWith("Plug-in a-second.jar: Two things claim the method name 'good': p.Good and p.Second.");
    }

    @Test
    void a_thing_that_does_not_answer_is_refused_before_it_is_needed() {
        Path silent = jar(
                        "Mute", "mute", "public int version() { throw new UnsupportedOperationException(\"later\"); }")
                .provider(Method.class, "p.Mute")
                .write("mute.jar");
        Path empty = jar("Nil", "nil", "public List<String> aliases() { return null; }")
                .provider(Method.class, "p.Nil")
                .write("nil.jar");

        Path blind = jar(
                        "Blind",
                        "blind",
                        "public org.disentangle.core.view.ViewPolicy views(Options options) {"
                                + " throw new IllegalStateException(\"no views\"); }")
                .provider(Method.class, "p.Blind")
                .write("blind.jar");

        assertThat(problem(blind)).isEqualTo("Plug-in blind.jar: p.Blind does not answer to views(): no views.");
        assertThat(problem(silent)).isEqualTo("Plug-in mute.jar: p.Mute does not answer to version(): later.");
        assertThat(problem(empty)).contains("p.Nil does not answer to aliases(): aliases() gives null");
    }

    @Test
    void a_plug_in_of_another_suite_is_refused_with_both_versions() {
        Path old = jar("Old", "old", "")
                .provider(Method.class, "p.Old")
                .attribute(PluginJar.CORE_VERSION, "0.0.9")
                .write("old.jar");

        assertThat(problem(old))
                .startsWith(
                        "Plug-in old.jar: it was built against the core 0.0.9, this suite is " + Provenance.version());
    }

    @Test
    void a_plug_in_that_does_not_say_its_suite_is_loaded_with_a_note() {
        Path unsaid = jar("Unsaid", "unsaid", "")
                .provider(Method.class, "p.Unsaid")
                .without(PluginJar.CORE_VERSION)
                .write("unsaid.jar");

        Catalog catalog = load(unsaid);

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.methods().get("unsaid").name()).isEqualTo("unsaid");
        assertThat(catalog.plugins().notes()).hasSize(1);
        assertThat(catalog.plugins().notes().get(0)).startsWith("Plug-in unsaid.jar: its manifest has no Suite-Core");
    }

    @Test
    void a_jar_that_is_not_what_it_was_is_not_loaded() throws IOException {
        Path jar = Files.copy(good, folder.resolve("good.jar"));
        String[] arguments = PluginFile.toArguments(load(jar).plugins()).toArray(String[]::new);
        List<PluginFile> files = PluginFile.ofArguments(arguments);
        ClassLoader suite = getClass().getClassLoader();
        assertThat(Catalog.load(suite, files).methods().get("good").name()).isEqualTo("good");

        PluginJars.good(folder, "good.jar", "Good", "other");
        Catalog changed = Catalog.load(suite, files);

        assertThat(changed.plugins().loaded()).isEmpty();
        assertThat(changed.problems()).hasSize(1);
        assertThat(changed.problems().get(0))
                .startsWith("Plug-in good.jar: it has changed since the run began: its SHA-256 was " + arguments[0]);
    }

    @Test
    void the_jars_of_a_folder_are_taken_by_name_and_a_missing_folder_has_none() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        for (String name : List.of("b.jar", "a.jar", "readme.txt")) {
            Files.writeString(plugins.resolve(name), "");
        }

        assertThat(PluginFile.in(plugins))
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("a.jar", "b.jar");
        assertThat(PluginFile.in(folder.resolve("none"))).isEmpty();
    }
}
