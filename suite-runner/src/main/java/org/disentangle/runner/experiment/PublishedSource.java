package org.disentangle.runner.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that somebody published, to stand beside ours.
 *
 * @param citation the key of the source
 * @param reference the source in full
 * @param where such as {@code Table 3}
 */
public record PublishedSource(String citation, String reference, String where, List<Value> values) {
    public PublishedSource {
        values = List.copyOf(values);
    }

    /**
     * One published cell.
     *
     * @param settings those options of the method that the cell is about; others may be anything
     * @param data those options of the data set that the cell is about
     * @param runs one number per published run, as fractions
     */
    public record Value(
            String method,
            Map<String, @Nullable Object> settings,
            Map<String, @Nullable Object> data,
            String metric,
            String block,
            String factor,
            List<Double> runs) {
        public Value {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
            data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
            runs = List.copyOf(runs);
        }
    }
}
