package org.disentangle.runner.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Calls commands as the launcher does and keeps what the last of them printed. */
abstract class CommandTest {
    @TempDir
    Path folder;

    /** What is meant for programs. */
    final StringWriter data = new StringWriter();

    private final ByteArrayOutputStream people = new ByteArrayOutputStream();
    final Printer printer = new Printer(new PrintStream(people, true, StandardCharsets.UTF_8), new PrintWriter(data));

    /** @return the exit code */
    final int suite(Object... arguments) {
        people.reset();
        data.getBuffer().setLength(0);
        return SuiteCommand.execute(
                printer, Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    /** What is meant for people. */
    final String said() {
        return people.toString(StandardCharsets.UTF_8);
    }
}
