package org.disentangle.methods.ipirm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What {@code scripts/golden/ipirm_objectives.py} wrote: words between semicolons, then numbers between commas. */
final class Goldens {
    private Goldens() {}

    static List<String> lines(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(Goldens.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    static String[] words(String line) {
        return line.substring(0, line.indexOf(',')).split(";");
    }

    static double[] numbers(String line) {
        return Arrays.stream(line.split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The script's numbers for rows. */
    static double[] waves(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> Math.sin(0.37 * i * i + 1.7 * i + 0.3));
        return values;
    }
}
