package org.disentangle.runner.json;

import java.util.List;
import java.util.Map;
import org.disentangle.core.spec.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Plain values as indented JSON in the order given, with a line feed at the end; numbers and strings as {@link CanonicalJson} writes them. */
public final class JsonText {
    private static final int LINE = 100;

    private JsonText() {}

    public static String pretty(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value, 0);
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, @Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && !fits(value, depth)) {
            text.append('{');
            String separator = "\n";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator).append("  ".repeat(depth + 1));
                text.append(CanonicalJson.write(entry.getKey())).append(": ");
                append(text, entry.getValue(), depth + 1);
                separator = ",\n";
            }
            text.append('\n').append("  ".repeat(depth)).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty() && !fits(value, depth)) {
            text.append('[');
            String separator = "\n";
            for (Object item : list) {
                text.append(separator).append("  ".repeat(depth + 1));
                append(text, item, depth + 1);
                separator = ",\n";
            }
            text.append('\n').append("  ".repeat(depth)).append(']');
        } else {
            line(text, value);
        }
    }

    private static boolean fits(Object value, int depth) {
        boolean flat = value instanceof Map<?, ?> map
                ? depth > 0 && map.values().stream().noneMatch(Map.class::isInstance)
                : value instanceof List<?> list && list.stream().noneMatch(Map.class::isInstance);
        if (!flat) {
            return false;
        }
        StringBuilder line = new StringBuilder();
        line(line, value);
        return line.length() + 2 * depth <= LINE;
    }

    private static void line(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator)
                        .append(CanonicalJson.write(entry.getKey()))
                        .append(": ");
                line(text, entry.getValue());
                separator = ", ";
            }
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            String separator = "";
            for (Object item : list) {
                text.append(separator);
                line(text, item);
                separator = ", ";
            }
            text.append(']');
        } else {
            text.append(CanonicalJson.write(value));
        }
    }
}
