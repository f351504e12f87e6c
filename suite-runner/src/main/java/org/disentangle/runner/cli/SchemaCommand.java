package org.disentangle.runner.cli;

import java.util.concurrent.Callable;
import org.disentangle.runner.experiment.ExperimentSchema;
import org.disentangle.runner.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code suite schema}. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema (2020-12) of experiment files, plug-ins included.",
            "Editors with YAML support take it: put '# yaml-language-server: $schema=FILE' into the first line."
        })
final class SchemaCommand implements Callable<Integer> {
    private final Printer printer;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    SchemaCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        printer.print(JsonText.pretty(ExperimentSchema.of(catalogs.load(printer))));
        return ExitCode.WELL;
    }
}
