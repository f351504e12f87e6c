package org.disentangle.runner.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.record.TrialRecord;

/** What records and metrics are told of a trial's model, data and partitions. */
final class TrialFacts {
    private TrialFacts() {}

    /** The cells of a report, with the labels of the training groups to hold them against. */
    static Assignments assignments(MethodReport report, DataSet opened) {
        if (report.assignments().isEmpty()) {
            return Assignments.NONE;
        }
        Samples samples = opened.samples(Split.TRAIN);
        Map<String, int[]> labels = new LinkedHashMap<>();
        opened.description().factors().forEach(factor -> {
            int[] rows = samples.labels(factor.name());
            labels.put(
                    factor.name(),
                    IntStream.range(0, samples.groups())
                            .map(group -> rows[samples.row(group, 0)])
                            .toArray());
        });
        return new Assignments(report.assignments(), labels);
    }

    static TrialRecord.Model model(Model programs, long parameters, String digest) {
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        programs.scoredBlocks()
                .forEach(scored ->
                        dimensions.put(scored.block().name(), scored.block().length()));
        return new TrialRecord.Model(parameters, programs.parts(), dimensions, digest);
    }

    static TrialRecord.Data data(DataSetDescription description, int trainGroups, int testGroups) {
        List<TrialRecord.FactorSummary> factors = description.factors().stream()
                .map(factor -> new TrialRecord.FactorSummary(factor.name(), factor.title(), factor.cardinality()))
                .toList();
        List<TrialRecord.ContinuousFactorSummary> continuous = description.continuousFactors().stream()
                .map(factor ->
                        new TrialRecord.ContinuousFactorSummary(factor.name(), factor.title(), factor.dimension()))
                .toList();
        return new TrialRecord.Data(
                description.digest(), factors, continuous, description.sharedFactors(), trainGroups, testGroups);
    }
}
