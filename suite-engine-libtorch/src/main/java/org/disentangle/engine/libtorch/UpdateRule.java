package org.disentangle.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.FlatLayout;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;

/** An optimiser's arithmetic on flat parameters. Called without gradient mode, within a pointer scope. */
abstract class UpdateRule implements AutoCloseable {
    private final Map<String, FlatStore> slots = new LinkedHashMap<>();
    private final List<ParameterSegment> segments;
    private final TorchVariables variables;

    UpdateRule(TorchVariables variables, List<ParameterSegment> segments, List<String> slotNames) {
        this.variables = variables;
        this.segments = segments;
        slotNames.forEach(name -> slots.put(name, variables.values().sameLayout(variables.device())));
    }

    static UpdateRule of(Optimizer optimizer, TorchVariables variables, Set<String> trained) {
        List<ParameterSegment> segments = ParameterSegment.of(
                variables.values().layout(), variables.parameters(), trained, optimizer.excludeBiasAndNorm());
        if (optimizer instanceof Optimizer.Adam adam) {
            return new AdamUpdate(adam, variables, segments);
        } else if (optimizer instanceof Optimizer.Sgd sgd) {
            return new SgdUpdate(sgd, variables, segments);
        } else if (optimizer instanceof Optimizer.Lars lars) {
            return new LarsUpdate(lars, variables, segments);
        }
        throw new IllegalArgumentException("The LibTorch engine has no rule for " + optimizer);
    }

    /** @param update its number, from 1 */
    final void apply(double learningRate, long update) {
        for (ParameterSegment segment : segments) {
            apply(segment, learningRate, update);
        }
    }

    /** State by slot name, laid out as the parameters are. */
    final Map<String, FlatStore> slots() {
        return slots;
    }

    final List<String> trained() {
        return segments.stream()
                .flatMap(segment -> segment.parameters().stream())
                .toList();
    }

    abstract void apply(ParameterSegment segment, double learningRate, long update);

    final Tensor parameters(ParameterSegment segment) {
        return cut(variables.values(), segment);
    }

    /** The gradient, weight decay added: a tensor of its own if there is any, else the gradient itself. */
    final Tensor gradient(ParameterSegment segment, double weightDecay) {
        Tensor gradient = cut(variables.gradients(), segment);
        if (weightDecay == 0 || segment.excluded()) {
            return gradient;
        }
        return gradient.add(parameters(segment), new Scalar(weightDecay));
    }

    final Tensor slot(String name, ParameterSegment segment) {
        FlatStore store = slots.get(name);
        if (store == null) {
            throw new IllegalArgumentException("No slot '" + name + "', only " + slots.keySet());
        }
        return cut(store, segment);
    }

    /** Where a parameter lies within its segment, as a flat view of something of the segment's length. */
    final Tensor part(Tensor ofSegment, ParameterSegment segment, String parameter) {
        FlatLayout.Place place = variables.values().layout().place(parameter);
        return ofSegment.narrow(0, (long) place.start() - segment.start(), place.length());
    }

    private static Tensor cut(FlatStore store, ParameterSegment segment) {
        return store.flat().narrow(0, segment.start(), segment.length());
    }

    @Override
    public void close() {
        slots.values().forEach(FlatStore::close);
    }
}
