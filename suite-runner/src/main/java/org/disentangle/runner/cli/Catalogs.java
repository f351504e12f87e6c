package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.plugin.PluginFile;
import org.disentangle.runner.plugin.Plugins;
import picocli.CommandLine.Option;

/** What commands have in common that need the catalog: which plug-ins belong to it, and a word about those that do not load. */
final class Catalogs {
    /** The system property by which the launcher says where the suite lies. */
    static final String HOME = "suite.home";

    private static final String FOLDER = "plugins";

    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            description = "A plug-in to load beside those in the suite's folder 'plugins'; may be given several times.")
    private List<Path> named = new ArrayList<>();

    /**
     * The class path's catalog with the plug-ins that the user named, then those in the plug-in folder.
     *
     * @throws UserError if a plug-in that the user named has a problem; that of another is said and no more
     */
    Catalog load(Printer printer) {
        List<PluginFile> files = new ArrayList<>();
        named.forEach(path -> files.add(PluginFile.named(path)));
        folder().ifPresent(folder -> files.addAll(PluginFile.in(folder)));
        Catalog catalog = Catalog.load(Catalogs.class.getClassLoader(), files);
        List<String> fatal = catalog.plugins().problems().stream()
                .filter(Plugins.Problem::named)
                .map(Plugins.Problem::message)
                .toList();
        if (!fatal.isEmpty()) {
            throw new UserError(String.join("\n", fatal));
        }
        catalog.plugins().notes().forEach(note -> printer.say("suite: " + note));
        catalog.problems().forEach(problem -> printer.say("suite: " + problem));
        return catalog;
    }

    /** Where plug-ins lie that every command loads; empty if nobody said where the suite is. */
    static Optional<Path> folder() {
        return home().map(home -> home.resolve(FOLDER));
    }

    static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty(HOME))
                .filter(home -> !home.isBlank())
                .map(Path::of);
    }
}
