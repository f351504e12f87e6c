package org.disentangle.runner.json;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.disentangle.core.spec.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Plain values as YAML, which {@link YamlReader} reads back. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "nan", "inf", "infinity");

    private YamlText() {}

    /** On one line: {@code {name: conv, widths: [8, 16]}}. */
    public static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> flow(entry.getKey()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof String text
                && PLAIN.matcher(text).matches()
                && !RESERVED.contains(Names.comparable(text))) {
            return text;
        }
        return CanonicalJson.write(value);
    }

    /** Mappings indented, a member per line; lists and what they hold in flow style. */
    public static String block(Map<String, ? extends @Nullable Object> mapping) {
        StringBuilder text = new StringBuilder();
        block(mapping, "", text);
        return text.toString();
    }

    private static void block(Map<?, ?> mapping, String indent, StringBuilder text) {
        mapping.forEach((key, value) -> {
            text.append(indent).append(flow(key)).append(':');
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                text.append('\n');
                block(map, indent + "  ", text);
            } else {
                text.append(' ').append(flow(value)).append('\n');
            }
        });
    }
}
