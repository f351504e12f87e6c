package org.disentangle.runner.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.random.SeedStreams;
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
    private static final Set<String> WHILE_TRAINING = Set.of(SeedStreams.ORDER, SeedStreams.AUGMENTATION);

    public MethodEntry {
        on = List.copyOf(on);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public boolean runsOn(DataEntry data) {
        return on.isEmpty() || on.contains(data.data().name());
    }

    /** Whether a trial of the method draws from a stream; what its metrics draw from, it does. */
    boolean drawsFrom(String stream) {
        if (stream.equals(SeedStreams.PROBE) || stream.equals(SeedStreams.INITIALIZATION)) {
            return true;
        }
        return method.trains()
                && (WHILE_TRAINING.contains(stream) || method.method().streams().contains(stream));
    }
}
