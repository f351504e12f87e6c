package org.disentangle.runner.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Provenance;

/** A trial that was run again, against its record. */
final class Rerun {
    /** What the bits of a result hang on: another value of one of these may give others, and neither is wrong. */
    private static final Set<String> BITS_HANG_ON = Set.of("architecture", "device", "engine", "threads", "suite");

    private static final String ENGINE_FACTS = "engine.";
    private static final Set<String> NO_BITS_HANG_ON = Set.of("engine.memory");

    private Rerun() {}

    static void compare(String where, TrialRecord then, TrialRecord now, Ledger ledger) {
        List<String> differences = differences(then, now);
        if (differences.isEmpty()) {
            ledger.holds("reruns");
            return;
        }
        String text = "run again, " + String.join("; ", differences);
        Set<String> other = otherFacts(then.environment(), now.environment());
        if (other.isEmpty()) {
            ledger.wrong(where, text);
        } else {
            ledger.unproven(
                    where,
                    text + ". The machine or version is another, on which bits may hang: " + String.join(", ", other));
        }
    }

    private static List<String> differences(TrialRecord then, TrialRecord now) {
        List<String> differences = new ArrayList<>();
        if (then.status() != now.status()) {
            differences.add("it is " + word(now.status()) + ", recorded is " + word(then.status()));
            return differences;
        }
        if (then.model() != null
                && now.model() != null
                && !then.model().parametersDigest().equals(now.model().parametersDigest())) {
            differences.add("the trained parameters are others");
        }
        double largest = 0;
        String at = "";
        int other = 0;
        for (Score score : then.scores()) {
            Score again = now.scores().stream()
                    .filter(found -> found.metric().equals(score.metric())
                            && found.block().equals(score.block())
                            && found.factor().equals(score.factor()))
                    .findFirst()
                    .orElse(null);
            if (again == null || again.value() != score.value()) {
                other++;
                double apart = again == null ? Double.POSITIVE_INFINITY : Math.abs(again.value() - score.value());
                if (apart > largest) {
                    largest = apart;
                    at = score.metric() + " of " + score.block()
                            + (score.factor().isEmpty() ? "" : " for " + score.factor());
                }
            }
        }
        if (other > 0) {
            differences.add(other + " of " + then.scores().size() + " scores are others, the furthest by " + largest
                    + " (" + at + ")");
        }
        return differences;
    }

    private static String word(TrialStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> otherFacts(Map<String, String> then, Map<String, String> now) {
        Set<String> keys = new TreeSet<>(then.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> !BITS_HANG_ON.contains(key) && !key.startsWith(ENGINE_FACTS));
        keys.removeAll(NO_BITS_HANG_ON);
        Set<String> other = new TreeSet<>();
        for (String key : keys) {
            if (!Objects.equals(then.get(key), now.get(key))) {
                other.add(key + " " + then.get(key) + ", now " + now.get(key));
            }
        }
        // What is not known excuses nothing: records of trials on a GPU have not always named the host's.
        Provenance.scoringProcessor(then).ifPresent(before -> Provenance.scoringProcessor(now)
                .filter(after -> !after.equals(before))
                .ifPresent(after -> other.add("processor " + before + ", now " + after)));
        return other;
    }
}
