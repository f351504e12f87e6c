package org.disentangle.methods.invariance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.Step;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** The lambdas of one run; see {@link AdaptiveWeight}. A step's constraints change what the next step sees. */
final class DualAscent implements MethodRun {
    private final AdaptiveWeight weight;
    private final Spaces spaces;
    private final double[] lambdas;
    private long steps;

    DualAscent(MultiSpaceOptions options) {
        this.weight = options.weight();
        this.spaces = options.spaces();
        this.lambdas = new double[spaces.count()];
        Arrays.fill(lambdas, weight.initial());
    }

    @Override
    public Map<String, HostTensor> stepInputs(Step step) {
        steps = step.count();
        float[] values = new float[lambdas.length];
        for (int space = 0; space < values.length; space++) {
            values[space] = (float) lambdas[space];
        }
        return Map.of(MultiSpace.LAMBDA, HostTensor.of(Shape.of(values.length), values));
    }

    @Override
    public boolean followsEveryStep() {
        return true;
    }

    @Override
    public void finished(long step, Map<String, Double> scalars) {
        double rate = weight.rate(step, steps);
        for (int space = weight.content() ? 0 : 1; space < lambdas.length; space++) {
            Double constraint = scalars.get(MultiSpace.CONSTRAINT + spaces.term(space));
            if (constraint == null) {
                throw new IllegalStateException("No constraint of " + spaces.term(space) + " among " + scalars);
            }
            lambdas[space] = Math.max(0, lambdas[space] + rate * (constraint - weight.tolerance()));
        }
    }

    @Override
    public Map<String, HostTensor> state() {
        long[] bits = Arrays.stream(lambdas).mapToLong(Double::doubleToLongBits).toArray();
        return Map.of(MultiSpace.LAMBDA, HostTensor.of(Shape.of(bits.length), bits));
    }

    @Override
    public void restore(Map<String, HostTensor> state) {
        HostTensor saved = state.get(MultiSpace.LAMBDA);
        if (saved == null || saved.longs().length != lambdas.length) {
            throw new IllegalStateException("The checkpoint has no lambdas of " + lambdas.length + " spaces");
        }
        for (int space = 0; space < lambdas.length; space++) {
            lambdas[space] = Double.longBitsToDouble(saved.longs()[space]);
        }
    }

    @Override
    public MethodReport report() {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int space = 0; space < lambdas.length; space++) {
            figures.put(MultiSpace.LAMBDA + "_" + spaces.term(space), lambdas[space]);
        }
        return new MethodReport(figures, Map.of());
    }
}
