package org.disentangle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.disentangle.core.engine.Precision;

/** What a training step on ND4J spends its time on, call by call: {@code scripts/benchmark calls [NETWORK]}. */
public final class CallTimes {
    private static final String EVENT = "org.disentangle.engine.nd4j.Call";
    private static final int WARM_UP = 10;
    private static final int STEPS = 30;
    /** Lines that make less of a step are added up. */
    private static final double LEAST_SHARE = 0.005;

    private CallTimes() {}

    /** @param arguments a {@link BenchmarkNetwork}; CONV if there is none */
    public static void main(String[] arguments) throws IOException {
        TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
        benchmark.engine = "nd4j";
        benchmark.precision = Precision.FP32;
        benchmark.network = BenchmarkNetwork.valueOf(arguments.length == 0 ? "CONV" : arguments[0]);
        benchmark.open();
        for (int i = 0; i < WARM_UP; i++) {
            benchmark.step();
        }
        Path file = Files.createTempFile("calls", ".jfr");
        long began;
        long ended;
        try (Recording recording = new Recording()) {
            recording.enable(EVENT);
            recording.start();
            began = System.nanoTime();
            for (int i = 0; i < STEPS; i++) {
                benchmark.step();
            }
            ended = System.nanoTime();
            recording.stop();
            recording.dump(file);
        } finally {
            benchmark.close();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .toList();
        Files.delete(file);
        double step = (ended - began) / 1e6 / STEPS;
        System.out.printf(
                Locale.ROOT,
                "A step of %s on ND4J: %.1f ms, the mean of %d; %.1f ms of it in %d calls.%n",
                benchmark.network,
                step,
                STEPS,
                events.stream().mapToDouble(CallTimes::millis).sum() / STEPS,
                events.size() / STEPS);
        print("operation", step, events, event -> event.getString("place").replaceFirst(" in '.*", ""));
        print(
                "operation and kernel",
                step,
                events,
                event -> event.getString("place").replaceFirst(" in '.*", "") + ", " + event.getString("kernel"));
        print("place", step, events, event -> event.getString("place"));
    }

    private static double millis(RecordedEvent event) {
        return event.getDuration().toNanos() / 1e6;
    }

    private static void print(
            String what, double step, List<RecordedEvent> events, Function<RecordedEvent, String> key) {
        Map<String, double[]> lines = new TreeMap<>();
        for (RecordedEvent event : events) {
            double[] line = lines.computeIfAbsent(key.apply(event), name -> new double[2]);
            line[0] += millis(event) / STEPS;
            line[1] += 1.0 / STEPS;
        }
        System.out.printf("%n| %s | calls | ms | share of the step |%n|---|---:|---:|---:|%n", what);
        double[] rest = new double[2];
        lines.entrySet().stream()
                .sorted(Comparator.comparingDouble(line -> -line.getValue()[0]))
                .forEach(line -> {
                    if (line.getValue()[0] < LEAST_SHARE * step) {
                        rest[0] += line.getValue()[0];
                        rest[1] += line.getValue()[1];
                    } else {
                        row(line.getKey(), line.getValue(), step);
                    }
                });
        row("all others", rest, step);
    }

    private static void row(String name, double[] line, double step) {
        System.out.printf(
                Locale.ROOT, "| %s | %.0f | %.1f | %.0f %% |%n", name, line[1], line[0], 100 * line[0] / step);
    }
}
