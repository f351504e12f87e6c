package org.disentangle.runner.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a worker prints, kept beside the trial in hand; the last lines are remembered for messages. */
final class WorkerLog {
    /** What a worker prints after each trial: it says that nothing more comes of it, and is not kept. */
    static final String END_OF_TRIAL = "\u0004 end of the trial";

    /** With what HotSpot ends the list of its threads' stacks. */
    static final String END_OF_STACKS = "JNI global refs";

    private static final int TAIL_LINES = 12;
    private static final long MOST_CHARACTERS = 4L << 20;

    private final Deque<String> tail = new ArrayDeque<>();
    private @Nullable Path file;
    private @Nullable BufferedWriter writer;
    private long written;
    private boolean trialHasEnded;
    private boolean stacksAreHere;

    /** Begins the log of a trial, over the one of an earlier attempt. The file is made when there is something to write. */
    synchronized void begin(Path trialLog) {
        end();
        tail.clear();
        written = 0;
        trialHasEnded = false;
        stacksAreHere = false;
        file = trialLog;
        try {
            Files.deleteIfExists(trialLog);
        } catch (IOException e) {
            tail.add("(an earlier log could not be removed: " + e + ")");
        }
    }

    synchronized void add(String line) {
        if (line.endsWith(END_OF_TRIAL)) {
            // A library may have left its last line open.
            String rest = line.substring(0, line.length() - END_OF_TRIAL.length());
            if (!rest.isEmpty()) {
                add(rest);
            }
            trialHasEnded = true;
            notifyAll();
            return;
        }
        if (line.startsWith(END_OF_STACKS)) {
            stacksAreHere = true;
            notifyAll();
        }
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

    /** Waits for the last words of a trial, which come by another way than the news that it has ended; not for ever. */
    synchronized void awaitTrial(Duration atMost) throws InterruptedException {
        await(() -> trialHasEnded, atMost);
    }

    /** Waits for the stacks that the worker was asked for; not for ever. */
    synchronized void awaitStacks(Duration atMost) throws InterruptedException {
        await(() -> stacksAreHere, atMost);
    }

    private void await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (!condition.getAsBoolean() && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
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
