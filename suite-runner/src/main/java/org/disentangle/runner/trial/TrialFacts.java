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
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.codes.CodeSet;

/** What records and metrics are told of a trial's model, data and partitions. */
final class TrialFacts {
    private TrialFacts() {}

    /**
     * The cells of a report, with the labels of the training groups to hold them against.
     *
     * @param heldOut groups, the last ones, that training did not see
     */
    static Assignments assignments(MethodReport report, DataSet opened, int heldOut) {
        if (report.assignments().isEmpty()) {
            return Assignments.NONE;
        }
        Samples samples =
                opened.samples(Split.TRAIN).first(opened.samples(Split.TRAIN).groups() - heldOut);
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

    /** Codes of two sets of rows with what metrics are to know of them. */
    static CodeSet codes(DataSet opened, Model programs, CodeReader.Coded train, CodeReader.Coded test) {
        return new CodeSet(
                train.codes(),
                test.codes(),
                opened.description().factors(),
                train.labels(),
                test.labels(),
                new ContinuousTargets(opened.description().continuousFactors(), train.targets(), test.targets()),
                programs.parts());
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
