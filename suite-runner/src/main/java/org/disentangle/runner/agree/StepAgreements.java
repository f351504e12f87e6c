package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.runner.agree.StepAgreement.Quantity;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.trial.FirstStep;
import org.jspecify.annotations.Nullable;

/**
 * Computes the first step of a trial on several engines and in double precision. The bounds are what float32 explains: about a hundred
 * roundings (6e-8 each) for what is rendered, ten times that for codes of a deep net and what is made of them, and a hundred times
 * that for gradients, which sum over all of a batch and cancel.
 */
public final class StepAgreements {
    /** Of views, which lie between 0 and 1. */
    static final double SHALLOW = 1e-5;
    /** Of codes, statistics, the loss and its terms. */
    static final double DEEP = 1e-4;
    /** The buffers that training moves: running means and variances. */
    static final String STATISTICS = "statistics";
    /** Of each parameter's gradient. */
    static final double GRADIENT = 1e-3;
    /** Gradients much smaller than the whole are noise: their size counts as at least this part of it. */
    static final double LEAST_PART = 1e-3;
    /** Products in double precision for the slopes of one step; with more, parameters are looked at several at a time. */
    private static final double MOST_PRODUCTS = 1e11;
    /** Of one core, for the estimate of how long that takes. */
    private static final double PRODUCTS_PER_SECOND = 3e8;

    private static final int WORTH_A_WORD_SECONDS = 120;

    private final TrialSpec spec;
    private final PlannedTrial trial;
    private final List<EngineOnDevice> engines;
    private final FirstStep step;
    private final Consumer<String> notes;

    private StepAgreements(
            PlannedTrial trial, TrialSpec spec, List<EngineOnDevice> engines, FirstStep step, Consumer<String> notes) {
        this.trial = trial;
        this.spec = spec;
        this.engines = engines;
        this.step = step;
        this.notes = notes;
    }

    /**
     * @param spec of the trial, with the batch to look at
     * @param engines at least one, by other labels each; the first makes what all of them compute with
     * @param notes told if it takes minutes
     */
    public static StepAgreement of(
            PlannedTrial trial, TrialSpec spec, DataSet data, List<EngineOnDevice> engines, Consumer<String> notes) {
        EngineOnDevice first = engines.get(0);
        FirstStep step = FirstStep.of(spec, data, first.engine(), first.options(1));
        return new StepAgreements(trial, spec, engines, step, notes).agreement();
    }

    private StepAgreement agreement() {
        Map<String, StepNumbers> found = new LinkedHashMap<>();
        engines.forEach(engine -> found.put(
                engine.label(), StepNumbers.of(step, engine, spec.training().optimizer())));
        ReferenceNumbers reference = new ReferenceNumbers(step);
        List<Quantity> quantities = new ArrayList<>();
        StepNumbers first = found.values().iterator().next();
        for (String output : first.outputs().keySet()) {
            quantities.add(output(output, found, reference));
        }
        if (!first.buffers().isEmpty()) {
            quantities.add(buffers(found, reference));
        }
        quantities.add(gradient(found, reference));
        return new StepAgreement(
                LineNames.Line.of(trial),
                trial.seed(),
                spec.training().batch(),
                List.copyOf(found.keySet()),
                quantities);
    }

    private static Quantity output(String output, Map<String, StepNumbers> found, ReferenceNumbers reference) {
        List<float[]> values = found.values().stream()
                .map(numbers -> Objects.requireNonNull(numbers.outputs().get(output)))
                .toList();
        double[] expected = reference.outputs().get(output);
        double scale = Math.max(
                reference.size(output).orElseGet(() -> Norms.largest(Norms.doubles(values.get(0)))), Float.MIN_NORMAL);
        Map<String, Double> errors = new LinkedHashMap<>();
        if (expected != null) {
            found.forEach((engine, numbers) -> errors.put(
                    engine,
                    Norms.largestDistance(
                                    Objects.requireNonNull(numbers.outputs().get(output)), expected)
                            / scale));
        }
        Double apart = null;
        for (int i = 1; i < values.size(); i++) {
            double distance = Norms.largestDistance(values.get(i), Norms.doubles(values.get(0))) / scale;
            apart = apart == null ? distance : Math.max(apart, distance);
        }
        boolean shallow = output.equals("views");
        return new Quantity(output, values.get(0).length, errors, apart, shallow ? SHALLOW : DEEP, "");
    }

    /** Buffer by buffer. */
    private Quantity buffers(Map<String, StepNumbers> found, ReferenceNumbers reference) {
        Worst worst = new Worst(found.keySet());
        int numbers = 0;
        for (BufferDeclaration buffer : step.loss().program().buffers()) {
            String name = buffer.name();
            double[] expected = Objects.requireNonNull(reference.buffers().get(name), name);
            double[] sizes = reference.sizes(buffer);
            List<float[]> values = new ArrayList<>();
            found.forEach((engine, engines) -> {
                values.add(Objects.requireNonNull(engines.buffers().get(name), name));
                worst.error(engine, Norms.largestDistance(values.get(values.size() - 1), expected, sizes), name);
            });
            double[] first = Norms.doubles(values.get(0));
            values.stream().skip(1).forEach(other -> worst.apart(Norms.largestDistance(other, first, sizes), name));
            numbers += expected.length;
        }
        return worst.quantity(STATISTICS, numbers, DEEP);
    }

    /** Parameter by parameter: the first engine's gradient is what the others' are held against. */
    private Quantity gradient(Map<String, StepNumbers> found, ReferenceNumbers reference) {
        Map<String, Map<String, float[]>> gradients = new LinkedHashMap<>();
        found.forEach((engine, numbers) -> gradients.put(engine, numbers.gradients()));
        Map<String, float[]> first = gradients.values().iterator().next();
        double whole = 0;
        int numbers = 0;
        for (float[] gradient : first.values()) {
            whole = Math.hypot(whole, Norms.euclidean(gradient));
            numbers += gradient.length;
        }
        Map<String, Double> scales = new LinkedHashMap<>();
        for (Map.Entry<String, float[]> gradient : first.entrySet()) {
            scales.put(
                    gradient.getKey(),
                    Math.max(Norms.euclidean(gradient.getValue()), Math.max(LEAST_PART * whole, Float.MIN_NORMAL)));
        }
        Worst worst = new Worst(gradients.keySet());
        gradients.values().stream()
                .skip(1)
                .forEach(other -> scales.forEach((parameter, scale) -> worst.apart(
                        Norms.euclideanDistance(
                                        Objects.requireNonNull(other.get(parameter), parameter),
                                        Objects.requireNonNull(first.get(parameter)))
                                / scale,
                        parameter)));
        GradientErrors errors = new GradientErrors(gradients, scales, reference.slopes(), reference.shapes());
        errors.in(groups(reference.products(), scales.size()))
                .forEach(group -> group.errors().forEach((engine, error) -> worst.error(engine, error, group.place())));
        return worst.quantity("gradient", numbers, GRADIENT);
    }

    /** As many groups of parameters as can be looked at while one waits. */
    private int groups(double products, int parameters) {
        double perGroup = 2.0 * GradientErrors.directions(engines.size()) * products;
        int groups = (int) Math.max(1, Math.min(parameters, MOST_PRODUCTS / Math.max(1, perGroup)));
        double seconds =
                groups * perGroup / PRODUCTS_PER_SECOND / Runtime.getRuntime().availableProcessors();
        if (seconds > WORTH_A_WORD_SECONDS) {
            notes.accept(String.format(
                    Locale.ROOT,
                    "in double precision some %.0f minutes; less with a smaller --batch",
                    Math.ceil(seconds / 60)));
        }
        return groups;
    }

    /** The largest distances, and where the largest of all is. One that is no number is larger than any. */
    private static final class Worst {
        private final Map<String, Double> errors = new LinkedHashMap<>();
        private @Nullable Double apart;
        private double most;
        private String place = "";

        Worst(Iterable<String> engines) {
            engines.forEach(engine -> errors.put(engine, 0.0));
        }

        void error(String engine, double error, String where) {
            errors.merge(engine, error, Math::max);
            note(error, where);
        }

        void apart(double distance, String where) {
            apart = apart == null ? distance : Math.max(apart, distance);
            note(distance, where);
        }

        private void note(double distance, String where) {
            if (!Double.isNaN(most) && !(distance <= most)) {
                most = distance;
                place = where;
            }
        }

        Quantity quantity(String what, int numbers, double bound) {
            return new Quantity(what, numbers, errors, apart, bound, place);
        }
    }
}
