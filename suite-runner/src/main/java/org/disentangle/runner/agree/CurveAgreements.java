package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.trial.TrainingStart;

/** Trains the first steps of a trial on several engines, and on the first one again from weights that were rounded differently. */
public final class CurveAgreements {
    /** How often the first engine trains again. */
    private static final int ROUNDINGS = 2;
    /** The distance of neighbouring numbers, relative to a number just above a power of two. */
    private static final double ROUNDING = Math.ulp(1f);

    private static final int THREADS = 2;

    private CurveAgreements() {}

    /**
     * @param steps at most those of the trial are taken
     */
    public static CurveAgreement of(
            PlannedTrial trial, TrialSpec spec, DataSet data, List<EngineOnDevice> engines, int steps) {
        Map<String, double[]> losses = new LinkedHashMap<>();
        for (EngineOnDevice engine : engines) {
            losses.put(engine.label(), losses(spec, data, engine, steps, initial -> initial));
        }
        List<double[]> rounded = new ArrayList<>();
        for (int draw = 0; draw < ROUNDINGS; draw++) {
            SeedStreams streams = new SeedStreams(draw);
            rounded.add(losses(spec, data, engines.get(0), steps, initial -> rounded(initial, streams)));
        }
        return new CurveAgreement(LineNames.Line.of(trial), trial.seed(), losses, rounded);
    }

    private static double[] losses(
            TrialSpec spec,
            DataSet data,
            EngineOnDevice engine,
            int steps,
            UnaryOperator<Map<String, HostTensor>> initial) {
        return TrainingStart.losses(spec, data, engine.engine(), engine.options(THREADS), steps, initial);
    }

    /** Each number moved by one rounding, up or down by chance; zeros stay. */
    private static Map<String, HostTensor> rounded(Map<String, HostTensor> initial, SeedStreams streams) {
        Map<String, HostTensor> moved = new LinkedHashMap<>();
        initial.forEach((name, tensor) -> {
            UniformRandomProvider random = streams.stream("agree/rounding/" + name);
            moved.put(name, tensor.type() == ElementType.FLOAT32 ? rounded(tensor, random) : tensor);
        });
        return moved;
    }

    private static HostTensor rounded(HostTensor tensor, UniformRandomProvider random) {
        float[] values = tensor.floats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) (1 + (random.nextBoolean() ? ROUNDING : -ROUNDING));
        }
        return HostTensor.of(tensor.shape(), values);
    }
}
