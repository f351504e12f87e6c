package org.disentangle.runner.score;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.Undefined;
import org.jspecify.annotations.Nullable;

/** What metrics say of one set of codes, in the order in which they ran. */
public record ScoreSheet(List<Entry> entries, List<ScoreMatrix> matrices) {
    public ScoreSheet {
        entries = List.copyOf(entries);
        matrices = List.copyOf(matrices);
    }

    /**
     * A score, or why there is none: exactly one of both.
     *
     * @param id the metric it comes from; a score can have a longer name
     */
    public record Entry(
            String id,
            int version,
            Map<String, Object> settings,
            @Nullable Score score,
            @Nullable Undefined undefined) {

        public String metric() {
            return score != null ? score.metric() : reason().metric();
        }

        public String block() {
            return score != null ? score.block() : reason().block();
        }

        public String factor() {
            return score != null ? score.factor() : reason().factor();
        }

        private Undefined reason() {
            return Objects.requireNonNull(undefined, "neither a score nor a reason");
        }
    }
}
