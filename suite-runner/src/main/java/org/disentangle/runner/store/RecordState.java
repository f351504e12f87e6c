package org.disentangle.runner.store;

import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;

/** What stands in a trial's place. */
public sealed interface RecordState {

    /** Whether nothing is left to do for this trial. */
    default boolean isFinal() {
        return this instanceof Present present && present.record().status() != TrialStatus.FAILED;
    }

    record Missing() implements RecordState {}

    record Present(TrialRecord record) implements RecordState {}

    /** A file that is not to be used. */
    record Damaged(String reason) implements RecordState {}
}
