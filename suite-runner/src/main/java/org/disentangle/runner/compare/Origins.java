package org.disentangle.runner.compare;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.disentangle.core.record.TrialRecord;

/** What two sets of records were made with, as far as it differs: no part of a trial's identity, and yet numbers may hang on it. */
final class Origins {
    /** Facts of a record's environment, in the order in which they are told. */
    private static final List<String> FACTS = List.of("suite", "commit", "engine.processor", "device", "threads");

    private Origins() {}

    /** By fact the first's value and the second's; several values of one side stand in one text. */
    static Map<String, List<String>> differing(Collection<TrialRecord> first, Collection<TrialRecord> second) {
        Map<String, List<String>> differing = new LinkedHashMap<>();
        for (String fact : FACTS) {
            List<String> values = List.of(values(fact, first), values(fact, second));
            if (!values.get(0).equals(values.get(1))) {
                differing.put(fact, values);
            }
        }
        return differing;
    }

    private static String values(String fact, Collection<TrialRecord> records) {
        return records.stream()
                .map(record -> record.environment().getOrDefault(fact, "unknown"))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" and "));
    }
}
