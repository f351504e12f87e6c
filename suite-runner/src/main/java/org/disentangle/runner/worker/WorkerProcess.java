package org.disentangle.runner.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A worker as the supervisor sees it: events come in, commands go out. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration STACKS = Duration.ofSeconds(10);

    private final Process process;
    private final BlockingQueue<WorkerEvent> events = new LinkedBlockingQueue<>();
    private final WorkerLog log = new WorkerLog();
    private final Writer commands;

    private WorkerProcess(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    static WorkerProcess start(WorkerLauncher launcher) {
        try {
            WorkerProcess worker = new WorkerProcess(launcher.start());
            Thread errors = worker.pump("errors", worker.process.getErrorStream(), worker.log::add, () -> {});
            worker.pump("events", worker.process.getInputStream(), worker::hear, () -> worker.bury(errors));
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException("A worker process could not be started", e);
        }
    }

    private Thread pump(String name, InputStream stream, Consumer<String> line, Runnable atEnd) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                            line.accept(text);
                        }
                    } catch (IOException e) {
                        log.add("(the worker's " + name + " ended: " + e.getMessage() + ")");
                    }
                    atEnd.run();
                },
                "worker-" + process.pid() + "-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void hear(String line) {
        WorkerEvent.decode(line).ifPresentOrElse(events::add, () -> log.add(line));
    }

    /** Once what it printed last has been read. */
    private void bury(Thread errors) {
        try {
            int code = process.waitFor();
            errors.join(LAST_WORDS.toMillis());
            events.add(new WorkerEvent.Exited(code));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    WorkerLog log() {
        return log;
    }

    /** The next event; null if none comes in time. */
    @Nullable
    WorkerEvent next(Duration wait) throws InterruptedException {
        return events.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A worker that is gone hears nothing; that it is gone comes as an event. */
    void send(WorkerCommand command) {
        try {
            commands.write(command.encode());
            commands.write('\n');
            commands.flush();
        } catch (IOException e) {
            log.add("(the worker could not be spoken to: " + e.getMessage() + ")");
        }
    }

    /** Asks the JVM for the stacks of its threads, which it prints into the log. */
    void dumpStacks() throws InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start();
            kill.waitFor(2, TimeUnit.SECONDS);
            log.awaitStacks(STACKS);
        } catch (IOException e) {
            log.add("(no stacks could be had: " + e.getMessage() + ")");
        }
    }

    /** After a trial that has come to its end, until all that was printed of it is in the log. */
    void awaitLastWords() throws InterruptedException {
        log.awaitTrial(LAST_WORDS);
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Ends the worker by ending its input; it has a moment before it is killed. */
    @Override
    public void close() {
        log.end();
        try {
            commands.close();
        } catch (IOException e) {
            log.add("(the worker's input was closed already: " + e.getMessage() + ")");
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
