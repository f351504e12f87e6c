package org.disentangle.runner.sink;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.registry.NearestName;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;

/** The sinks of a run. One that fails is named once and gets nothing more; the run does not notice. */
public final class Sinks {
    private static final List<String> KINDS = List.of("tensorboard", "mlflow");

    private final List<TrialSink> sinks;
    private final Consumer<String> notes;

    /** @param notes takes lines for people */
    public Sinks(List<TrialSink> sinks, Consumer<String> notes) {
        this.sinks = new ArrayList<>(sinks);
        this.notes = notes;
    }

    /**
     * @param wanted {@code tensorboard=DIR} or {@code mlflow=DIR}
     * @throws UserError if it is neither
     */
    public static TrialSink parse(String wanted) {
        int equals = wanted.indexOf('=');
        String kind = equals < 0 ? wanted : wanted.substring(0, equals);
        if (!KINDS.contains(kind) || equals < 0 || equals == wanted.length() - 1) {
            throw new UserError("--sink is '" + wanted + "'; allowed is tensorboard=DIR or mlflow=DIR."
                    + NearestName.of(kind, KINDS)
                            .filter(near -> !near.equals(kind))
                            .map(near -> " Did you mean '" + near + "'?")
                            .orElse(""));
        }
        try {
            Path folder = Path.of(wanted.substring(equals + 1)).toAbsolutePath().normalize();
            return kind.equals("mlflow") ? new MlflowSink(folder) : new TensorBoardSink(folder);
        } catch (InvalidPathException e) {
            throw new UserError("--sink is '" + wanted + "', which names no path: " + e.getReason(), e);
        }
    }

    public boolean isEmpty() {
        return sinks.isEmpty();
    }

    /** @param curves the lines of a trial's learning curve, by its id */
    public synchronized void write(
            Plan plan, PlannedTrial trial, TrialRecord record, Function<String, List<String>> curves) {
        for (TrialSink sink : List.copyOf(sinks)) {
            try {
                sink.write(plan, trial, record, curves.apply(trial.id()));
            } catch (IOException | RuntimeException e) {
                sinks.remove(sink);
                notes.accept(
                        "The sink " + sink.name() + " failed and gets nothing more; results are not touched: " + e);
            }
        }
    }
}
