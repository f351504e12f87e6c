package org.disentangle.runner.cli;

import java.util.Set;
import org.disentangle.core.registry.UnknownNameError;
import picocli.CommandLine;

/** A name that is not known may be that of a plug-in which nobody gave. */
final class PluginHint {
    private static final Set<String> KINDS = Set.of("method", "data set", "metric");

    private PluginHint() {}

    /** What to say after an error's message; empty unless a plug-in could help and the command takes one. */
    static String of(Exception e, CommandLine command) {
        if (!command.getCommandSpec().optionsMap().containsKey("--plugin")) {
            return "";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownNameError unknown && KINDS.contains(unknown.kind())) {
                return " If it comes from a plug-in, give --plugin JAR.";
            }
        }
        return "";
    }
}
