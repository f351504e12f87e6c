package org.disentangle.runner.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Kept;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;

/**
 * What a worker is asked to do.
 *
 * @param id of the spec
 * @param folder the trial's own folder, present: receives {@code curve.jsonl} and {@code checkpoint.bin}
 * @param dataLocation the folder of users' data sets
 * @param device as users write it
 * @param threads of the engine and of metrics
 * @param checkpointSeconds about how often a checkpoint is written, and how long training must have taken for one to
 *     stay when it ends; does not change any number
 * @param keep what to leave beside the record
 * @param environment facts that the runner knows (suite version, commit), for the record
 * @param plugins the jars that components of the spec come from, for the record
 */
public record TrialJob(
        String id,
        TrialSpec spec,
        Path folder,
        Path dataLocation,
        String device,
        int threads,
        double checkpointSeconds,
        List<Kept> keep,
        Map<String, String> environment,
        List<TrialRecord.Plugin> plugins) {
    /** Of a trial that is only looked at, so that nothing of it is kept. */
    static TrialJob toLookAt(TrialSpec spec, SessionOptions options, Path folder) {
        return new TrialJob(
                TrialSpecs.id(spec),
                spec,
                folder,
                folder,
                options.device(),
                options.threads(),
                Double.MAX_VALUE,
                List.of(),
                Map.of(),
                List.of());
    }

    public TrialJob {
        keep = List.copyOf(keep);
        plugins = List.copyOf(plugins);
    }
}
