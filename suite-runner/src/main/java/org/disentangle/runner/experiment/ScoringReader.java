package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;

/** Reads {@code scoring}. */
final class ScoringReader {
    private final ComponentReader components;

    ScoringReader(ComponentReader components) {
        this.components = components;
    }

    ScoringOptions read(Tree.Mapping root) {
        Tree given = root.get("scoring");
        Tree.Mapping mapping =
                given == null ? new Tree.Mapping(root.place(), Map.of(), Map.of()) : given.asMapping("'scoring'");
        RecordReader.expectKeys(mapping, RecordReader.keys(ScoringOptions.class), "'scoring'");
        List<ConfiguredMetric<?>> metrics = metrics(mapping);
        return ExperimentReader.placed(
                mapping.place(),
                () -> new ScoringOptions(groups(mapping, "train_groups"), groups(mapping, "test_groups"), metrics));
    }

    private static int groups(Tree.Mapping scoring, String key) {
        if (scoring.get(key) == null) {
            return 0;
        }
        long groups = scoring.whole(key);
        if (groups < 0 || groups > Integer.MAX_VALUE) {
            throw new PlacedError(
                    scoring.require(key).place(),
                    "'" + key + "' is " + groups + "; allowed is a whole number from 0 (all) to the number of groups");
        }
        return (int) groups;
    }

    private List<ConfiguredMetric<?>> metrics(Tree.Mapping scoring) {
        Tree given = scoring.get("metrics");
        if (given == null) {
            return ExperimentReader.METRICS.stream()
                    .<ConfiguredMetric<?>>map(name -> components.metric(new Tree.Scalar(scoring.place(), name)))
                    .toList();
        }
        List<ConfiguredMetric<?>> metrics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Tree item : ExperimentReader.oneOrMore(given, "metrics")) {
            ConfiguredMetric<?> metric = components.metric(item);
            for (String needed : metric.metric().needs()) {
                if (!names.contains(needed)) {
                    throw new PlacedError(
                            item.place(),
                            "'" + metric.name() + "' is derived from '" + needed
                                    + "', which must come before it in the list");
                }
            }
            if (!names.add(metric.name())) {
                throw new PlacedError(item.place(), "the metric '" + metric.name() + "' stands here twice");
            }
            metrics.add(metric);
        }
        return metrics;
    }
}
