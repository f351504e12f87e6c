package org.disentangle.runner.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.method.ConfiguredMethod;
import org.jspecify.annotations.Nullable;

/**
 * One line of an experiment: a method with its settings.
 *
 * @param settings what tells this line from the method's defaults and from its other lines: option path such as {@code lambda} or
 *     {@code training.steps}, and value
 * @param on names of the data sets that it is run on; empty for all
 */
public record MethodEntry(
        ConfiguredMethod<?> method, TrainingOptions training, Map<String, @Nullable Object> settings, List<String> on) {
    public MethodEntry {
        on = List.copyOf(on);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public boolean runsOn(DataEntry data) {
        return on.isEmpty() || on.contains(data.data().name());
    }
}
