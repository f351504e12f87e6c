package org.disentangle.runner.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code suite completion}. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes the suite's commands and options in bash and zsh.",
            "For this shell: source <(./suite completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Printer printer;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        printer.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        return ExitCode.WELL;
    }
}
