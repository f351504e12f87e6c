package org.disentangle.runner.experiment;

import java.util.HashMap;
import java.util.Map;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;

/**
 * A rough guess of what trials cost: multiplications of the encoder, thrice for a training step (forward, and twice that
 * backward), once for scoring, over a rate that ordinary CPU cores reach.
 */
public final class CostEstimate {
    /** Floating-point operations per second and core, as measured with convolutions in 32 bits. */
    private static final double OPERATIONS_PER_CORE = 80e9;
    /** Start, data and probes. */
    private static final double FIXED_SECONDS = 3;

    private final Experiment experiment;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Map<String, Double> operationsByData = new HashMap<>();

    private CostEstimate(Experiment experiment) {
        this.experiment = experiment;
        for (DataEntry entry : experiment.data()) {
            operationsByData.put(
                    entry.label(), encoderOperations(experiment, entry.data().describe()));
        }
    }

    public static CostEstimate of(Experiment experiment) {
        return new CostEstimate(experiment);
    }

    /**
     * @param views rendered in training
     * @param operations of the encoder, in training and scoring
     * @param seconds on this machine's CPU, if the whole of it worked on this trial
     */
    public record Cost(long views, double operations, double seconds) {}

    public Cost of(Plan.PlannedTrial trial) {
        MethodEntry method = experiment.methods().stream()
                .filter(entry -> entry.method().name().equals(trial.method())
                        && entry.settings().toString().equals(trial.settings().toString()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a trial of this experiment: " + trial));
        long views = method.method().trains()
                ? (long) method.training().steps()
                        * method.training().batch()
                        * method.method().views().views()
                : 0;
        double operations = (3 * views + scoredRows(trial.data())) * operationsByData.getOrDefault(trial.data(), 0.0);
        return new Cost(views, operations, FIXED_SECONDS + operations / (OPERATIONS_PER_CORE * cores));
    }

    /** What the guess rests on. */
    public static String basis() {
        return "at " + Math.round(OPERATIONS_PER_CORE / 1e9) + " GFLOP/s and core";
    }

    private double scoredRows(String label) {
        return experiment.data().stream()
                .filter(entry -> entry.label().equals(label))
                .map(entry -> entry.data().describe())
                .mapToDouble(data -> data.rowsPerGroup()
                        * (double) (groups(experiment.scoring().trainGroups(), data, Split.TRAIN)
                                + groups(experiment.scoring().testGroups(), data, Split.TEST)))
                .sum();
    }

    private static int groups(int wanted, DataSetDescription data, Split split) {
        return wanted > 0 ? wanted : data.groups().getOrDefault(split, 0);
    }

    /** Two per multiplication in convolutions and matrix products, for one view. */
    private static double encoderOperations(Experiment experiment, DataSetDescription data) {
        ProgramBuilder builder = new ProgramBuilder("cost");
        Shape one = Shape.of(java.util.stream.IntStream.concat(
                        java.util.stream.IntStream.of(1),
                        data.sample().sizes().stream().mapToInt(Integer::intValue))
                .toArray());
        builder.output("r", experiment.encoder().encode(builder.input("x", ElementType.FLOAT32, one), Mode.EVALUATION));
        return ProgramCost.operations(builder.build());
    }
}
