package org.disentangle.runner.experiment;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.metric.ConfiguredMetric;

/**
 * How the frozen encoder is scored: un-augmented codes of both views of the first groups of each split.
 *
 * @param trainGroups groups whose codes metrics learn from; 0 for all
 * @param testGroups groups whose codes are scored; 0 for all
 * @param metrics in order; one that is derived from another comes after it
 */
public record ScoringOptions(int trainGroups, int testGroups, List<ConfiguredMetric<?>> metrics) {
    public ScoringOptions {
        metrics = List.copyOf(metrics);
        Check.within("train_groups", trainGroups, 0, Integer.MAX_VALUE);
        Check.within("test_groups", testGroups, 0, Integer.MAX_VALUE);
    }
}
