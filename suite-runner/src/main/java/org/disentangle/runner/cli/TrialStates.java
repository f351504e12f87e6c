package org.disentangle.runner.cli;

import java.util.Locale;
import org.disentangle.runner.store.RecordState;

/** A trial's state in one word. */
final class TrialStates {
    private TrialStates() {}

    static String of(RecordState state) {
        if (state instanceof RecordState.Present present) {
            return present.record().status().name().toLowerCase(Locale.ROOT);
        }
        return state instanceof RecordState.Damaged ? "damaged" : "to-do";
    }
}
