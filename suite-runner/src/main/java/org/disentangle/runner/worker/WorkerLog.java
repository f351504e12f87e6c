package org.disentangle.runner.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a worker prints, kept beside the trial in hand; the last lines are remembered for messages. */
final class WorkerLog {
    private static final int TAIL_LINES = 12;
    private static final long MOST_CHARACTERS = 4L << 20;

    private final Deque<String> tail = new ArrayDeque<>();
    private @Nullable Path file;
    private @Nullable BufferedWriter writer;
    private long written;

    /** Begins the log of a trial, over the one of an earlier attempt. The file is made when there is something to write. */
    synchronized void begin(Path trialLog) {
        end();
        tail.clear();
        written = 0;
        file = trialLog;
        try {
            Files.deleteIfExists(trialLog);
        } catch (IOException e) {
            tail.add("(an earlier log could not be removed: " + e + ")");
        }
    }

    synchronized void add(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
        }
        if (file == null || written > MOST_CHARACTERS) {
            return;
        }
        written += line.length() + 1L;
        try {
            if (writer == null) {
                writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            }
            writer.write(line);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            // The log is a help, not a result: the trial goes on, and its record says that the log is short.
            tail.addLast("(the log could not be written: " + e + ")");
            file = null;
        }
    }

    synchronized void end() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                tail.addLast("(the log could not be closed: " + e + ")");
            }
        }
        writer = null;
        file = null;
    }

    /** The last lines, newest last; empty if nothing was printed. */
    synchronized String tail() {
        return String.join("\n", tail);
    }
}
