package org.disentangle.runner.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.disentangle.core.UserError;
import org.disentangle.core.registry.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code suite}. */
@Command(
        name = "suite",
        description = "Benchmarks self-supervised disentanglement: from an experiment file to a board.",
        mixinStandardHelpOptions = true,
        versionProvider = SuiteVersion.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All well.",
            "1:The input is wrong or something is missing; the message says what.",
            "2:Some trials failed or diverged; the board is written and counts them.",
            "3:The suite's own fault; a file with the details is named.",
            "130:Interrupted; the same command goes on where it stopped."
        },
        footerHeading = "%n",
        footer = {
            "Text for people goes to standard error, data to standard output.",
            "First steps: 'suite run experiments/quickstart.yaml', then open results/quickstart/board.html."
        },
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            IndexCommand.class,
            AgreeCommand.class,
            CompareCommand.class,
            SeedsCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            EncoderCommand.class,
            SchemaCommand.class,
            ListCommand.class,
            DescribeCommand.class,
            ObjectiveCommand.class,
            ScoreCommand.class,
            ProbeCommand.class,
            DoctorCommand.class,
            DataCommand.class,
            PluginCommand.class,
            CompletionCommand.class
        })
public final class SuiteCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    /** @return the exit code */
    public static int execute(String... arguments) {
        PrintStream error = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        PrintWriter output = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        return execute(new Printer(error, output), arguments);
    }

    static int execute(Printer printer, String... arguments) {
        CommandLine commandLine = commandLine(printer);
        return commandLine.execute(arguments);
    }

    static CommandLine commandLine(Printer printer) {
        CommandLine commandLine = new CommandLine(new SuiteCommand(), new Factory(printer));
        commandLine.setOut(printer.data());
        commandLine.setErr(new PrintWriter(printer.people(), true, StandardCharsets.UTF_8));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler((e, arguments) -> misused(printer, e));
        commandLine.setExecutionExceptionHandler((e, command, result) -> failed(printer, e, command));
        return commandLine;
    }

    private static int misused(Printer printer, ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e.getCause() instanceof UserError error) {
            printer.say("suite: " + error.getMessage());
        } else {
            printer.say("suite: " + e.getMessage());
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            suggestion(command, unmatched.getUnmatched().get(0))
                    .ifPresent(near -> printer.say("Did you mean '" + near + "'?"));
        }
        printer.say("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USER;
    }

    private static Optional<String> suggestion(CommandLine command, String word) {
        Set<String> known = new TreeSet<>(command.getSubcommands().keySet());
        known.addAll(command.getCommandSpec().optionsMap().keySet());
        return NearestName.of(word, known);
    }

    private static int failed(Printer printer, Exception e, CommandLine command) {
        if (e instanceof UserError) {
            printer.say("suite: " + e.getMessage() + PluginHint.of(e, command));
            return ExitCode.USER;
        }
        printer.say("suite: an error of the suite's own: " + e);
        try {
            Path trace = Files.createTempFile("suite-error-", ".txt");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(trace, StandardCharsets.UTF_8))) {
                e.printStackTrace(writer);
            }
            printer.say("The details are in " + trace + "; please report them.");
        } catch (IOException secondary) {
            printer.say("The details could not be written to a file (" + secondary.getMessage() + "):");
            e.printStackTrace(new PrintWriter(printer.people(), true, StandardCharsets.UTF_8));
        }
        return ExitCode.INTERNAL;
    }

    /** Gives each command the printer that it says things to. */
    private record Factory(Printer printer) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Printer.class).newInstance(printer);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
