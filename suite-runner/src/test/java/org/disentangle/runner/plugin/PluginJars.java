package org.disentangle.runner.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.disentangle.core.method.Method;
import org.disentangle.runner.Provenance;

/** Jars of plug-ins, made as a test wants them. */
public final class PluginJars {
    /** The core alone: it is all that a plug-in needs, and quickly read. */
    private static final String CORE = core();

    private final Path folder;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Attributes attributes = new Attributes();

    private static String core() {
        try {
            return Path.of(Method.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public PluginJars(Path folder) {
        this.folder = folder;
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        attributes.put(new Attributes.Name(PluginJar.CORE_VERSION), Provenance.version());
    }

    /** A method that does not train, in the package {@code p}. */
    public static String untrained(String className, String name, String more) {
        return """
                package p;

                import java.util.List;
                import org.disentangle.core.method.*;

                public class %s implements Method<%s.Options> {
                    public record Options(int width) {}

                    public String name() {
                        return "%s";
                    }

                    public String summary() {
                        return "Untrained, for tests";
                    }

                    public Options defaults() {
                        return new Options(3);
                    }

                    public boolean trains() {
                        return false;
                    }

                    public Architecture architecture(Options options, int representationDimension) {
                        return new Architecture(List.of(), List.of(), List.of());
                    }

                    public Loss objective(Options options, ObjectiveInputs inputs) {
                        throw new UnsupportedOperationException();
                    }

                    %s
                }
                """.formatted(className, className, name, more);
    }

    /** A jar with one untrained method and nothing wrong. */
    public static Path good(Path folder, String file, String className, String name) {
        return new PluginJars(folder)
                .classes(className, untrained(className, name, ""))
                .provider(Method.class, "p." + className)
                .write(file);
    }

    /** Compiles a class of the package {@code p} and packs what comes of it, but for those whose names end as said. */
    public PluginJars classes(String className, String source, String... left) {
        Path work = folder.resolve("compiled-" + className);
        try {
            Path file = Files.createDirectories(work.resolve("p")).resolve(className + ".java");
            Files.writeString(file, source, StandardCharsets.UTF_8);
            compile(List.of(file), work, CORE);
            try (Stream<Path> compiled = Files.list(work.resolve("p"))) {
                for (Path each : compiled.sorted().toList()) {
                    String name = each.getFileName().toString();
                    if (name.endsWith(".class") && Stream.of(left).noneMatch(name::endsWith)) {
                        entries.put("p/" + name, Files.readAllBytes(each));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** @throws AssertionError with the compiler's words if a source does not compile */
    public static void compile(List<Path> sources, Path into, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-parameters", "-cp", classPath, "-d", into.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        if (compiler.run(null, said, said, arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError(said.toString(StandardCharsets.UTF_8));
        }
    }

    public PluginJars provider(Class<?> service, String... classNames) {
        return entry(PluginJar.SERVICE_FOLDER + service.getName(), String.join("\n", classNames) + "\n");
    }

    public PluginJars entry(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** An entry's bytes, which may be changed. */
    public byte[] bytes(String name) {
        return entries.get(name);
    }

    public PluginJars attribute(String name, String value) {
        attributes.put(new Attributes.Name(name), value);
        return this;
    }

    public PluginJars without(String attribute) {
        attributes.remove(new Attributes.Name(attribute));
        return this;
    }

    public Path write(String file) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putAll(attributes);
        Path path = folder.resolve(file);
        try (OutputStream out = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }
}
