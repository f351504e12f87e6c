package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.runner.agree.StepAgreement.Quantity;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.trial.FirstStep;
import org.jspecify.annotations.Nullable;

/**
 * Computes the first step of a trial on several engines and in double precision. The bounds are what float32 explains: about a hundred
 * roundings (6e-8 each) for what is rendered or summed once, ten times that for codes of a deep net, and a hundred times
 * that for gradients, which sum over all of a batch and cancel.
 */
public final class StepAgreements {
    /** Of views, which lie between 0 and 1, and of the loss. */
    static final double SHALLOW = 1e-5;
    /** Of codes, and of terms of the loss. */
    static final double DEEP = 1e-4;
    /** Of each parameter's gradient. */
    static final double GRADIENT = 1e-3;
    /** Gradients much smaller than the whole are noise: their size counts as at least this part of it. */
    private static final double LEAST_PART = 1e-2;

    private static final SessionOptions OPTIONS = new SessionOptions("cpu", Precision.FP32, 1);

    private final TrialSpec spec;
    private final PlannedTrial trial;
    private final List<Engine> engines;
    private final FirstStep step;

    private StepAgreements(PlannedTrial trial, TrialSpec spec, List<Engine> engines, FirstStep step) {
        this.trial = trial;
        this.spec = spec;
        this.engines = engines;
        this.step = step;
    }

    /**
     * @param spec of the trial, with the batch to look at
     * @param engines at least one; the first makes what all of them compute with
     */
    public static StepAgreement of(PlannedTrial trial, TrialSpec spec, DataSet data, List<Engine> engines) {
        FirstStep step = FirstStep.of(spec, data, engines.get(0), OPTIONS);
        return new StepAgreements(trial, spec, engines, step).agreement();
    }

    private StepAgreement agreement() {
        Map<String, StepNumbers> found = new LinkedHashMap<>();
        engines.forEach(engine -> found.put(engine.name(), StepNumbers.of(step, engine, OPTIONS)));
        ReferenceNumbers reference = new ReferenceNumbers(step);
        List<Quantity> quantities = new ArrayList<>();
        StepNumbers first = found.values().iterator().next();
        double terms = largestScalar(reference.outputs());
        for (String output : first.outputs().keySet()) {
            quantities.add(output(output, found, reference.outputs().get(output), terms));
        }
        quantities.add(gradient(found, reference));
        return new StepAgreement(
                LineNames.Line.of(trial), spec.training().batch(), List.copyOf(found.keySet()), quantities);
    }

    /** The size of the loss or of its largest term: where terms cancel, the loss is smaller than what was added up. */
    private static double largestScalar(Map<String, double[]> outputs) {
        return outputs.values().stream()
                .filter(values -> values.length == 1)
                .mapToDouble(Norms::largest)
                .max()
                .orElse(0);
    }

    /** @param terms what the loss and its terms are measured against, where they are smaller themselves */
    private static Quantity output(
            String output, Map<String, StepNumbers> found, double @Nullable [] reference, double terms) {
        List<float[]> values = found.values().stream()
                .map(numbers -> Objects.requireNonNull(numbers.outputs().get(output)))
                .toList();
        boolean scalar = values.get(0).length == 1;
        double size = Norms.largest(reference == null ? Norms.doubles(values.get(0)) : reference);
        double scale = Math.max(scalar ? Math.max(size, terms) : size, Float.MIN_NORMAL);
        Map<String, Double> errors = new LinkedHashMap<>();
        if (reference != null) {
            found.forEach((engine, numbers) -> errors.put(
                    engine,
                    Norms.largestDistance(
                                    Objects.requireNonNull(numbers.outputs().get(output)), reference)
                            / scale));
        }
        Double apart = null;
        for (int i = 1; i < values.size(); i++) {
            double distance = Norms.largestDistance(values.get(i), Norms.doubles(values.get(0))) / scale;
            apart = apart == null ? distance : Math.max(apart, distance);
        }
        boolean shallow = output.equals("views") || output.equals(ObjectiveGraph.LOSS);
        return new Quantity(output, values.get(0).length, errors, apart, shallow ? SHALLOW : DEEP, "");
    }

    /** Parameter by parameter: the first engine's gradient is what the others' are held against. */
    private static Quantity gradient(Map<String, StepNumbers> found, ReferenceNumbers reference) {
        String first = found.keySet().iterator().next();
        Map<String, float[]> expected = Objects.requireNonNull(found.get(first)).gradients();
        double whole = 0;
        int numbers = 0;
        for (float[] gradient : expected.values()) {
            whole = Math.hypot(whole, Norms.euclidean(gradient));
            numbers += gradient.length;
        }
        Map<String, Double> errors = new LinkedHashMap<>();
        Double apart = null;
        String worst = "";
        double most = 0;
        for (Map.Entry<String, StepNumbers> engine : found.entrySet()) {
            double largestError = 0;
            double largestDistance = 0;
            for (Map.Entry<String, float[]> one : expected.entrySet()) {
                String parameter = one.getKey();
                float[] gradient =
                        Objects.requireNonNull(engine.getValue().gradients().get(parameter), parameter);
                double scale = Math.max(Norms.euclidean(one.getValue()), LEAST_PART * whole);
                double error = reference.error(parameter, gradient) / scale;
                double distance = Norms.euclideanDistance(gradient, one.getValue()) / scale;
                largestError = Math.max(largestError, error);
                largestDistance = Math.max(largestDistance, distance);
                if (!(Math.max(error, distance) <= most)) {
                    most = Math.max(error, distance);
                    worst = parameter;
                }
            }
            errors.put(engine.getKey(), largestError);
            if (!engine.getKey().equals(first)) {
                apart = apart == null ? largestDistance : Math.max(apart, largestDistance);
            }
        }
        return new Quantity("gradient", numbers, errors, apart, GRADIENT, worst);
    }
}
