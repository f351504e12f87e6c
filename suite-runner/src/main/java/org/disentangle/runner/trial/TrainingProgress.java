package org.disentangle.runner.trial;

import java.util.List;

/**
 * How far training came.
 *
 * @param steps finished
 * @param seconds of training, earlier attempts included as far as checkpoints tell
 * @param resumedAt steps at which checkpoints were taken up
 */
record TrainingProgress(long steps, double seconds, List<Long> resumedAt) {
    static final TrainingProgress NONE = new TrainingProgress(0, 0, List.of());
}
