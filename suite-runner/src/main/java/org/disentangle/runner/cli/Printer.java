package org.disentangle.runner.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where text goes: what is for people to standard error, data to standard output.
 */
record Printer(PrintStream people, PrintWriter data) {

    void say(String line) {
        synchronized (people) {
            people.println(line);
            people.flush();
        }
    }

    void print(String text) {
        data.print(text);
        data.flush();
    }
}
