package org.disentangle.runner.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Method;
import org.disentangle.core.registry.Registry;

/**
 * A new Maven project for a plug-in with one method: it builds and passes its tests as it is.
 *
 * @param name of the method
 * @param packageName of its classes
 * @param suiteVersion that it is built against
 * @param suiteHome where the suite lies, for the instructions
 */
public record PluginProject(String name, String packageName, String suiteVersion, String suiteHome) {
    private static final String TEMPLATES = "method/";
    /** The generated options would hide a class of the core that the generated method needs. */
    private static final String TAKEN_CLASS = "HeadOptions";

    /** @throws UserError if the name or the package is not valid */
    public PluginProject {
        if (!Registry.isName(name)) {
            throw new UserError("The method name '" + name
                    + "' is not valid: lower-case letters, digits and hyphens, a letter first, at most 40");
        }
        if ((className(name) + "Options").equals(TAKEN_CLASS)) {
            throw new UserError("The method name '" + name + "' would give the class " + TAKEN_CLASS
                    + ", which the core has already; choose another name");
        }
        if (!SourceVersion.isName(packageName)) {
            throw new UserError("The package '" + packageName
                    + "' is not valid: Java identifiers with dots between them, no keywords; give another --package");
        }
    }

    /** The package where none is given. */
    public static String defaultPackage(String name) {
        return "org.example." + name.replace("-", "");
    }

    /** The project's files by path. */
    public Map<String, String> files() {
        String path = packageName.replace('.', '/');
        String java = className(name);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", filled("pom.xml"));
        files.put("experiment.yaml", filled("experiment.yaml"));
        files.put("README.md", filled("README.md"));
        files.put(".gitignore", filled("gitignore.txt"));
        files.put("src/main/java/" + path + "/" + java + "Method.java", filled("Method.java.txt"));
        files.put("src/main/java/" + path + "/" + java + "Options.java", filled("Options.java.txt"));
        files.put("src/main/resources/" + PluginJar.SERVICE_FOLDER + Method.class.getName(), filled("provider.txt"));
        files.put("src/test/java/" + path + "/" + java + "MethodTest.java", filled("Test.java.txt"));
        return files;
    }

    /**
     * Writes the project into a folder that is not there yet, or empty.
     *
     * @throws UserError if there is something in the folder, or it cannot be written
     */
    public void write(Path folder) {
        expectEmpty(folder);
        files().forEach((path, text) -> {
            Path file = folder.resolve(path);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw new UserError(e.getFile() + " is there already; nothing is overwritten", e);
            } catch (IOException e) {
                throw new UserError("Could not write " + file + ": " + e, e);
            }
        });
    }

    private static void expectEmpty(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isEmpty()) {
                    return;
                }
            } catch (IOException e) {
                throw new UserError("The folder " + folder + " cannot be read: " + e.getMessage(), e);
            }
            throw new UserError(
                    "The folder " + folder + " is not empty, and nothing is overwritten; give another --into");
        }
        if (Files.exists(folder)) {
            throw new UserError(folder + " is a file, and nothing is overwritten; give another --into");
        }
    }

    /** {@code slow-simclr} is {@code SlowSimclr}. */
    static String className(String name) {
        StringBuilder words = new StringBuilder();
        for (String word : name.split("-")) {
            if (!word.isEmpty()) {
                words.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return words.toString();
    }

    private String filled(String template) {
        return text(template)
                .replace("{{package}}", packageName)
                .replace("{{path}}", packageName.replace('.', '/'))
                .replace("{{Class}}", className(name))
                .replace("{{name}}", name)
                .replace("{{suiteVersion}}", suiteVersion)
                .replace("{{suiteHome}}", suiteHome);
    }

    private static String text(String template) {
        try (InputStream stream = PluginProject.class.getResourceAsStream(TEMPLATES + template)) {
            if (stream == null) {
                throw new IllegalStateException("The suite lacks its template " + template);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The suite's template " + template + " cannot be read", e);
        }
    }
}
