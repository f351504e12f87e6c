package org.disentangle.runner.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a board that says with which settings it was made. */
final class BoardSettings {
    private BoardSettings() {}

    static void write(Board board, StringBuilder text) {
        text.append("## Settings\n\n");
        if (!board.common().isEmpty()) {
            text.append("All trials: ").append(options(board.common())).append(".\n\n");
        }
        Map<String, Map<String, @Nullable Object>> seen = new LinkedHashMap<>();
        for (Board.Line line : board.lines()) {
            seen.putIfAbsent(line.method() + " " + Figures.settings(line.settings()), line.options());
        }
        seen.forEach((name, options) ->
                text.append("- ").append(name.strip()).append(": ").append(options(options)).append('\n'));
        text.append('\n');
    }

    private static String options(Map<String, @Nullable Object> options) {
        List<String> parts = options.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Map<?, ?> map && map.isEmpty()))
                .map(entry -> "`" + entry.getKey() + "` " + value(entry.getValue()))
                .toList();
        return parts.isEmpty() ? "no options" : String.join(", ", parts);
    }

    private static String value(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(BoardSettings::item).toList().toString();
        }
        return Figures.plain(value);
    }

    /** A component in a list, such as a metric, is told by its name. */
    private static String item(@Nullable Object item) {
        return item instanceof Map<?, ?> map && map.get("name") instanceof String name ? name : Figures.plain(item);
    }
}
