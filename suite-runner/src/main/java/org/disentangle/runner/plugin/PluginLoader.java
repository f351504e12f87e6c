package org.disentangle.runner.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Method;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.Providers;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.runner.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Loads jars beside the suite, each by a class loader of its own. Whatever is wrong with one of them is a problem that names it; the
 * others, and the suite's own things, stay usable. First come, first served: a name that is taken stays with who has it.
 */
public final class PluginLoader {
    private final List<Opened> opened = new ArrayList<>();
    private final List<Plugins.Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A jar whose classes can be asked for. */
    private record Opened(PluginFile file, PluginJar jar, ClassLoader loader, List<Plugins.Provided> provides) {}

    /** @param suite sees the suite's own classes */
    public PluginLoader(List<PluginFile> files, ClassLoader suite) {
        Set<Path> seen = new HashSet<>();
        for (PluginFile file : files) {
            if (seen.add(file.path().toAbsolutePath().normalize())) {
                open(file, suite);
            }
        }
    }

    /** A registry and what the plug-ins add to it. */
    public <T extends Named> Registry<T> extend(Registry<T> registry, String kind, Class<T> service) {
        Registry<T> extended = registry;
        for (Opened plugin : opened) {
            List<T> found = Providers.load(
                    service,
                    plugin.loader(),
                    e -> problem(plugin.file(), "a " + kind + " cannot be loaded: " + LoadingTrouble.describe(e)));
            for (T entry : found) {
                try {
                    expectNotOurs(registry, kind, interviewed(entry));
                    extended = extended.with(entry);
                    plugin.provides().add(new Plugins.Provided(kind, entry.name()));
                } catch (UserError e) {
                    problem(plugin.file(), String.valueOf(e.getMessage()));
                }
            }
        }
        return extended;
    }

    /** What was loaded, when every registry has been extended. */
    public Plugins loaded() {
        List<Plugins.Loaded> loaded = opened.stream()
                .filter(plugin -> !plugin.provides().isEmpty())
                .map(plugin -> new Plugins.Loaded(plugin.jar(), plugin.provides()))
                .toList();
        return new Plugins(loaded, problems, notes);
    }

    private void open(PluginFile file, ClassLoader suite) {
        try {
            PluginJar jar = PluginJar.read(file.path());
            expectUnchanged(file, jar);
            expectProviders(jar);
            expectSameCore(jar);
            opened.add(new Opened(file, jar, new PluginClassLoader(file.path(), suite), new ArrayList<>()));
        } catch (UserError e) {
            problem(file, String.valueOf(e.getMessage()));
        }
    }

    private static void expectUnchanged(PluginFile file, PluginJar jar) {
        if (!file.expectedSha256().isEmpty() && !file.expectedSha256().equals(jar.sha256())) {
            throw new UserError("it has changed since the run began: its SHA-256 was " + file.expectedSha256()
                    + " and is " + jar.sha256() + ". Put the old jar back, or stop the run and start it again");
        }
    }

    private static void expectProviders(PluginJar jar) {
        if (jar.services().isEmpty()) {
            throw new UserError("it names no provider: it has no list in " + PluginJar.SERVICE_FOLDER + " for any of "
                    + PluginJar.allServices());
        }
    }

    private void expectSameCore(PluginJar jar) {
        String here = Provenance.version();
        if (jar.coreVersion().isEmpty()) {
            notes.add("Plug-in " + jar.name() + ": its manifest has no " + PluginJar.CORE_VERSION
                    + ", so nobody can tell whether it was built against this suite (" + here + ").");
        } else if (!jar.coreVersion().equals(here)) {
            throw new UserError("it was built against the core " + jar.coreVersion() + ", this suite is " + here
                    + ". Build it against this one, or use the suite that it belongs to");
        }
    }

    /** The suite keeps its names, so the one thing to do is to rename. */
    private static <T extends Named> void expectNotOurs(Registry<T> ours, String kind, T entry) {
        List<String> names = new ArrayList<>(entry.aliases());
        names.add(0, entry.name());
        for (String name : names) {
            ours.find(name).ifPresent(own -> {
                throw new UserError("Two things claim the " + kind + " name '" + name + "': "
                        + own.getClass().getName() + " and " + entry.getClass().getName()
                        + ". The first is the suite's own; rename yours");
            });
        }
    }

    /** Asks an entry all that the suite will ask it before work starts, so that one that cannot answer is refused here. */
    private static <T extends Named> T interviewed(T entry) {
        String question = "name()";
        try {
            expectAnswer(question, entry.name());
            question = "aliases()";
            expectAnswer(question, entry.aliases());
            question = "summary()";
            expectAnswer(question, entry.summary());
            if (entry instanceof Component<?> component) {
                question = "defaults()";
                expectAnswer(question, component.defaults());
                question = "version()";
                expectAnswer(question, component.version());
                question = "citations()";
                expectAnswer(question, component.citations());
            }
            if (entry instanceof Method<?> method) {
                question = "trains()";
                expectAnswer(question, method.trains());
                question = "views()";
                expectAnswer(question, views(method));
            }
            return entry;
        } catch (RuntimeException | LinkageError e) {
            throw new UserError(
                    entry.getClass().getName() + " does not answer to " + question + ": " + LoadingTrouble.describe(e),
                    e);
        }
    }

    private static <O extends Record> ViewPolicy views(Method<O> method) {
        return method.views(method.defaults());
    }

    private static void expectAnswer(String question, @Nullable Object answer) {
        if (answer == null) {
            throw new IllegalStateException(question + " gives null");
        }
    }

    private void problem(PluginFile file, String message) {
        String end = message.endsWith(".") ? "" : ".";
        problems.add(new Plugins.Problem(
                file.path(), file.named(), "Plug-in " + file.path().getFileName() + ": " + message + end));
    }
}
