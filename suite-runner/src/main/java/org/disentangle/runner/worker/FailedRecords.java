package org.disentangle.runner.worker;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.jspecify.annotations.Nullable;

/** Records of trials that could not write their own. */
final class FailedRecords {
    private FailedRecords() {}

    /**
     * @param started when the trial was given to its worker; how the time since then was spent, the memory and the views died with
     *     the worker and stand as 0
     */
    static TrialRecord of(
            String id,
            Map<String, @Nullable Object> spec,
            Failure failure,
            Map<String, String> environment,
            List<TrialRecord.Plugin> plugins,
            Instant started) {
        String ended =
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString();
        TrialRecord.Costs costs = new TrialRecord.Costs(
                started.truncatedTo(ChronoUnit.MILLIS).toString(),
                ended,
                0,
                0,
                0,
                Math.max(0, failure.step()),
                0,
                0,
                List.of());
        return new TrialRecord(
                TrialRecord.SCHEMA,
                id,
                spec,
                TrialStatus.FAILED,
                failure,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(),
                costs,
                environment,
                plugins);
    }
}
