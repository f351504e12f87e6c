package org.disentangle.runner.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.store.ScratchFolder;
import org.disentangle.runner.store.StoreError;

/** The first steps of a trial's training, to look at: nothing is scored, and nothing is left behind. */
public final class TrainingStart {
    private TrainingStart() {}

    /**
     * Trains as the trial would, with its own schedule, and ends early.
     *
     * @param steps at most those of the trial are taken
     * @param initial what becomes of the initial values of parameters and buffers, by name
     * @return the loss at each step; NaN from where it is not finite
     */
    public static double[] losses(
            TrialSpec spec,
            DataSet data,
            Engine engine,
            SessionOptions options,
            int steps,
            UnaryOperator<Map<String, HostTensor>> initial) {
        Losses losses = new Losses(Math.min(steps, spec.training().steps()));
        try (ScratchFolder scratch = ScratchFolder.make();
                Session session = engine.open(options)) {
            train(spec, data, session, options, initial, losses, scratch.path());
        }
        return losses.values;
    }

    private static void train(
            TrialSpec spec,
            DataSet data,
            Session session,
            SessionOptions options,
            UnaryOperator<Map<String, HostTensor>> initial,
            Losses losses,
            Path folder) {
        TrialJob job = TrialJob.toLookAt(spec, options, folder);
        Model model = new Model(spec, data.description());
        Program training = model.training();
        ModelVariables declared =
                ModelVariables.of(List.of(training, model.codes(spec.training().batch())));
        try (Variables variables = session.variables(declared.parameters(), declared.buffers())) {
            variables.load(
                    initial.apply(Model.initialValues(declared.parameters(), declared.buffers(), spec.seedStreams())));
            new Trainer(job, losses, session, data, model, training, variables).train();
        } catch (TrialInterruptedException e) {
            if (!losses.stopRequested()) {
                throw e;
            }
        } catch (DivergedException e) {
            // What follows is no number, as losses are from the beginning.
        } catch (IOException e) {
            throw StoreError.writing(folder, e);
        }
    }

    /** Writes losses down until there are enough of them. */
    private static final class Losses implements TrialProgress {
        private final double[] values;
        private long finished;

        Losses(int steps) {
            values = new double[steps];
            Arrays.fill(values, Double.NaN);
        }

        @Override
        public void phase(String phase) {
            // nobody looks
        }

        @Override
        public void step(long step, long steps, double loss, double viewsPerSecond) {
            values[(int) step - 1] = loss;
            finished = step;
        }

        @Override
        public void scoring(String what) {
            // nobody looks
        }

        @Override
        public boolean stopRequested() {
            return finished == values.length;
        }
    }
}
