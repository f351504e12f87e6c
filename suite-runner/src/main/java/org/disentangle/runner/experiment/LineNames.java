package org.disentangle.runner.experiment;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tables call the lines that stand in them: the method and the settings that tell it from its other lines on the data set. */
public final class LineNames {
    private final Map<Line, Map<String, @Nullable Object>> telling = new LinkedHashMap<>();

    /** @param settings all that tell a method from its defaults and its other lines */
    public record Line(String dataset, String method, Map<String, @Nullable Object> settings) {
        public Line {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        public static Line of(Plan.PlannedTrial trial) {
            return new Line(trial.data(), trial.method(), trial.settings());
        }

        /** The method with all of its settings. */
        public String label() {
            return Settings.label(method, settings);
        }
    }

    /** @param lines that stand together; those that occur again count once */
    public LineNames(Collection<Line> lines) {
        lines.stream()
                .distinct()
                .collect(Collectors.groupingBy(line -> List.of(line.dataset(), line.method())))
                .values()
                .forEach(this::tell);
    }

    /** @param lines of one method on one data set */
    private void tell(List<Line> lines) {
        List<Map<String, @Nullable Object>> own =
                Settings.telling(lines.stream().map(Line::settings).toList());
        for (int i = 0; i < lines.size(); i++) {
            telling.put(lines.get(i), own.get(i));
        }
    }

    /** The settings that tell one of these lines from the method's others on the data set. */
    public Map<String, @Nullable Object> telling(Line line) {
        return Objects.requireNonNull(telling.get(line), "a line that these names were made of");
    }

    /** {@code hessian (lambda=0.1)}, or {@code hessian} where there is but one. */
    public String of(Line line) {
        return Settings.label(line.method(), telling(line));
    }
}
