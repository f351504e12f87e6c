package org.disentangle.runner.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.store.FileNames;

/**
 * Event files as TensorBoard reads them: a folder per trial with one file, the terms of the loss as scalars over steps, and the scores at
 * the last step.
 */
public final class TensorBoardSink implements TrialSink {
    /** TensorBoard takes every file whose name holds {@code tfevents}; a fixed one is replaced when a trial is written again. */
    private static final String FILE = "events.out.tfevents.0.suite";

    private final Path folder;

    public TensorBoardSink(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "tensorboard=" + folder;
    }

    @Override
    public void write(Plan plan, PlannedTrial trial, TrialRecord record, List<String> curve) throws IOException {
        Scalars scalars = Scalars.of(record, curve);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventFile events = new EventFile(bytes);
        events.begin(scalars.began() / 1000.0);
        for (Scalars.Step step : scalars.steps()) {
            events.scalars(step.time() / 1000.0, step.step(), step.values());
        }
        for (Score score : record.scores()) {
            events.scalars(
                    scalars.ended() / 1000.0,
                    scalars.lastStep(),
                    Map.of("score/" + Scalars.name(score), score.value()));
        }
        Path run = folder.resolve(FileNames.of(plan.name())).resolve(FileNames.of(RunName.of(trial)));
        Files.createDirectories(run);
        Files.write(run.resolve(FILE), bytes.toByteArray());
    }
}
