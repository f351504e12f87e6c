package org.disentangle.methods;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What {@code scripts/golden/*_objectives.py} wrote: per line the words of a case, then numbers between commas. */
public final class Goldens {
    private Goldens() {}

    /** @param test lies beside the file */
    public static List<String> lines(Class<?> test, String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(test.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    public static String[] words(String line, String separator) {
        return line.substring(0, line.indexOf(',')).split(separator);
    }

    public static double[] numbers(String line) {
        return Arrays.stream(line.split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** What a word of a case stands for. */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** The scripts' numbers for rows. */
    public static double[] waves(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> Math.sin(0.37 * i * i + 1.7 * i + 0.3));
        return values;
    }
}
