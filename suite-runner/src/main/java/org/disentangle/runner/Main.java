package org.disentangle.runner;

import org.disentangle.runner.cli.SuiteCommand;

/** What {@code ./suite} starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(SuiteCommand.execute(arguments));
    }
}
