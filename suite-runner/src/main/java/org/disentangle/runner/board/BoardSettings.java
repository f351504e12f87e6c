package org.disentangle.runner.board;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.disentangle.runner.json.YamlText;
import org.jspecify.annotations.Nullable;

/** The settings behind a board, with nothing left to defaults, as an experiment file would hold them. */
public final class BoardSettings {
    private static final String TRAINING = "training";

    private BoardSettings() {}

    /** As a chapter of a Markdown text. */
    static String text(Board board) {
        return "## Settings\n\n```yaml\n" + yaml(board) + "```\n\n";
    }

    /** As the text of an experiment file. */
    public static String yaml(Board board) {
        StringBuilder text = new StringBuilder("data:\n");
        board.datasets().forEach(data -> text.append("  - ")
                .append(YamlText.flow(data.options()))
                .append('\n'));
        text.append("methods:\n");
        Set<String> methods = new LinkedHashSet<>();
        board.lines().forEach(line -> methods.add(YamlText.flow(method(line))));
        methods.forEach(method -> text.append("  - ").append(method).append('\n'));
        board.common().forEach((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                text.append(key).append(":\n");
                map.forEach((name, member) -> text.append("  ")
                        .append(name)
                        .append(": ")
                        .append(YamlText.flow(member))
                        .append('\n'));
            } else {
                text.append(key).append(": ").append(YamlText.flow(value)).append('\n');
            }
        });
        return text.toString();
    }

    /** The method with its options, and those options of training that are its own. */
    private static Map<String, @Nullable Object> method(Board.Line line) {
        Map<String, @Nullable Object> method = new LinkedHashMap<>(line.options());
        Map<String, @Nullable Object> training = new LinkedHashMap<>();
        line.settings().keySet().stream()
                .filter(path -> path.startsWith(TRAINING + "."))
                .map(path -> path.split("\\.", -1)[1])
                .forEach(key -> training.put(key, line.training().get(key)));
        if (!training.isEmpty()) {
            method.put(TRAINING, training);
        }
        return method;
    }
}
