package org.disentangle.runner.trial;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.core.spec.CanonicalJson;

/** {@code curve.jsonl}: the scalars of a step per line, without clock times, so that equal trials leave equal files. */
final class LearningCurve implements AutoCloseable {
    private static final Pattern STEP = Pattern.compile("\"step\":(\\d+)[,}]");

    private final BufferedWriter writer;

    /** Opens the file, keeping whole lines of steps before {@code from} and dropping the rest, torn lines among them. */
    LearningCurve(Path file, long from) throws IOException {
        List<String> kept = new ArrayList<>();
        if (from > 0 && Files.isRegularFile(file)) {
            for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
                Matcher step = STEP.matcher(line);
                if (line.endsWith("}") && step.find() && Long.parseLong(step.group(1)) < from) {
                    kept.add(line);
                }
            }
        }
        writer = Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        for (String line : kept) {
            writer.write(line);
            writer.write('\n');
        }
        writer.flush();
    }

    /** Values that are not finite are left out: JSON has no token for them. */
    void append(long step, double learningRate, Map<String, Double> scalars) throws IOException {
        TreeMap<String, Object> line = new TreeMap<>();
        scalars.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                line.put(name, value);
            }
        });
        line.put("step", step);
        line.put("learning_rate", learningRate);
        writer.write(CanonicalJson.write(line));
        writer.write('\n');
    }

    void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
