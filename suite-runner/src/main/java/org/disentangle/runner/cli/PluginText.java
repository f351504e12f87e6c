package org.disentangle.runner.cli;

import java.util.stream.Collectors;
import org.disentangle.runner.plugin.PluginJar;
import org.disentangle.runner.plugin.Plugins;

/** Plug-ins in words. */
final class PluginText {
    private PluginText() {}

    /** What a plug-in provides, and what exactly it is. */
    static String describe(Plugins.Loaded plugin) {
        PluginJar jar = plugin.jar();
        String provides =
                plugin.provides().stream().map(Plugins.Provided::toString).collect(Collectors.joining(", "));
        return "provides " + provides + "; version " + (jar.version().isEmpty() ? "not said" : jar.version())
                + ", built against core " + (jar.coreVersion().isEmpty() ? "not said" : jar.coreVersion())
                + ", SHA-256 " + jar.sha256();
    }
}
