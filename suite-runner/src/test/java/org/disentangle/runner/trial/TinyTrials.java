package org.disentangle.runner.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.network.MlpEncoder;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.runner.experiment.ScoringOptions;
import org.disentangle.runner.experiment.TrainingOptions;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;

/** Trials that take less than a second: batches of 16 groups of {@link TinyPairs}, on one thread. */
final class TinyTrials {
    private TinyTrials() {}

    static TrialSpec spec(
            DataSetFamily<TinyPairs.Options> data,
            ConfiguredMethod<?> method,
            ConfiguredMetric<?> metric,
            int steps,
            double learningRate) {
        MlpEncoder encoder = new MlpEncoder();
        return new TrialSpec(
                method,
                new ConfiguredDataSet<>(data, data.defaults()),
                new ConfiguredEncoder<>(encoder, encoder.defaults()),
                new TrainingOptions(
                        steps,
                        16,
                        new Optimizer.Adam(learningRate, 0.9, 0.999, 1e-8, 0, false),
                        Schedule.Constant.DEFAULT,
                        AugmentationOptions.DEFAULT,
                        Selection.Last.DEFAULT),
                new ScoringOptions(0, 0, List.of(metric)),
                1,
                Map.of(),
                "libtorch",
                Precision.FP32);
    }

    /** @param root holds the trial's folder, of that name */
    static TrialJob job(Path root, String name, TrialSpec spec) {
        return job(root.resolve(name), spec, "cpu", 3600);
    }

    static TrialJob job(Path folder, TrialSpec spec, String device, double checkpointSeconds) {
        return new TrialJob(
                TrialSpecs.id(spec),
                spec,
                folder,
                folder,
                device,
                1,
                checkpointSeconds,
                List.of(),
                Map.of(),
                List.of());
    }
}
