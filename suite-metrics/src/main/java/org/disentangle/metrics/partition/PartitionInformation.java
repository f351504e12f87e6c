package org.disentangle.metrics.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.NoOptions;

/**
 * The mutual information, in nats, between each partition that a method made of the training groups and each factor: whether a
 * partition found a factor, as IP-IRM claims (Wang et al. 2021). From 0 to the smaller of the two entropies. A partition that has
 * nothing to do with a factor comes out a little above 0; the detail {@code bias} says how much.
 *
 * <p>Named after the partition, such as {@code partition0}; n is the number of training groups. Details: {@code normalized} (by the
 * smaller entropy, 0 if that is 0), {@code bias}, {@code cells} that are not empty, {@code partition_entropy}, {@code
 * factor_entropy}. Methods that make no partitions have no scores; neither have factors without labels for groups.
 */
public final class PartitionInformation implements Metric<NoOptions> {
    public static final String NAME = "partition-information";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Mutual information, in nats, between each partition that a method made and each factor";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.WANG_2021);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public List<Score> score(NoOptions options, ScoringInput input) {
        Assignments assignments = input.assignments();
        List<Score> scores = new ArrayList<>();
        assignments.cells().forEach((partition, cells) -> {
            for (Factor factor : input.factors()) {
                int[] labels = assignments.labels().get(factor.name());
                if (labels != null && cells.length > 0) {
                    scores.add(score(partition, factor, cells, new Contingency(cells, labels)));
                }
            }
        });
        return scores;
    }

    private static Score score(String partition, Factor factor, int[] cells, Contingency table) {
        double information = table.information();
        double limit = Math.min(table.cellEntropy(), table.labelEntropy());
        Map<String, Double> details = Map.of(
                "normalized",
                limit > 0 ? information / limit : 0,
                "bias",
                table.bias(),
                "cells",
                (double) table.occupiedCells(),
                "partition_entropy",
                table.cellEntropy(),
                "factor_entropy",
                table.labelEntropy());
        return new Score(NAME, partition, factor.name(), information, cells.length, details);
    }
}
