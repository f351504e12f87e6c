package org.disentangle.runner.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.disentangle.core.UserError;

/**
 * A jar that is to be loaded.
 *
 * @param named whether the user named it; one that lies in the plug-in folder was not
 * @param expectedSha256 what it must be, empty if anything will do
 */
public record PluginFile(Path path, boolean named, String expectedSha256) {
    private static final String JAR = ".jar";

    /** One that the user named. */
    public static PluginFile named(Path path) {
        return new PluginFile(path, true, "");
    }

    /**
     * The jars of the plug-in folder, by name.
     *
     * @return nothing if there is no such folder
     */
    public static List<PluginFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(JAR))
                    .sorted()
                    .map(file -> new PluginFile(file, false, ""))
                    .toList();
        } catch (IOException e) {
            throw new UserError("The plug-in folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** As arguments of a worker: that it loads these jars and no others. */
    public static List<String> toArguments(Plugins plugins) {
        List<String> arguments = new ArrayList<>();
        for (Plugins.Loaded loaded : plugins.loaded()) {
            arguments.add(loaded.jar().sha256());
            arguments.add(loaded.jar().file().toAbsolutePath().toString());
        }
        return arguments;
    }

    /** Reads what {@link #toArguments} wrote. */
    public static List<PluginFile> ofArguments(String... arguments) {
        List<PluginFile> files = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            files.add(new PluginFile(Path.of(arguments[i + 1]), true, arguments[i]));
        }
        return files;
    }
}
