package org.disentangle.engine.nd4j.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.engine.FlatLayout;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.kernel.ElementOp;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.memory.FlatStore;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Plan;
import org.disentangle.engine.nd4j.plan.Slot;
import org.disentangle.engine.nd4j.plan.Tape;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;

/** An optimiser's arithmetic as a plan over flat parameters, gradients and state. */
public abstract class UpdateRule implements AutoCloseable {
    private final Map<String, FlatStore> slots = new LinkedHashMap<>();
    private final List<ParameterSegment> segments;
    private final Nd4jVariables variables;
    private final Tape tape = new Tape();
    private final Arithmetic math = new Arithmetic(tape);

    UpdateRule(Nd4jVariables variables, List<ParameterSegment> segments, List<String> slotNames) {
        this.variables = variables;
        this.segments = segments;
        try {
            slotNames.forEach(
                    name -> slots.put(name, new FlatStore(variables.values().layout())));
        } catch (RuntimeException | OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    public static UpdateRule of(Optimizer optimizer, Nd4jVariables variables, Set<String> trained) {
        List<ParameterSegment> segments = ParameterSegment.of(
                variables.values().layout(), variables.parameters(), trained, optimizer.excludeBiasAndNorm());
        if (optimizer instanceof Optimizer.Adam adam) {
            return new AdamUpdate(adam, variables, segments);
        } else if (optimizer instanceof Optimizer.Sgd sgd) {
            return new SgdUpdate(sgd, variables, segments);
        } else if (optimizer instanceof Optimizer.Lars lars) {
            return new LarsUpdate(lars, variables, segments);
        }
        throw new IllegalArgumentException("The ND4J engine has no rule for " + optimizer);
    }

    /** The update of all trained parameters. */
    public final Plan plan(String name) {
        for (ParameterSegment segment : segments) {
            tape.at("parameters " + segment.parameters().get(0) + " ...");
            update(segment);
        }
        return new Plan(name, Map.of(), tape.needed(Set.of()), Map.of(), tape.owned());
    }

    /** Puts the calls of one segment's update on the tape. */
    abstract void update(ParameterSegment segment);

    /**
     * Sets the numbers that change from update to update.
     *
     * @param update its number, from 1
     */
    public abstract void prepare(double learningRate, long update);

    final Arithmetic math() {
        return math;
    }

    /** A number that {@link #prepare} sets, for constructors: where there is no memory for it, nobody gets hold of the rule to close it. */
    final Slot setting() {
        try {
            return tape.constant(0);
        } catch (RuntimeException | OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    static void set(Slot setting, double value) {
        HostTransfer.floats(setting.array()).put(0, (float) value);
    }

    /** State by slot name, laid out as the parameters are. */
    public final Map<String, FlatStore> slots() {
        return slots;
    }

    public final List<String> trained() {
        return segments.stream()
                .flatMap(segment -> segment.parameters().stream())
                .toList();
    }

    final Slot parameters(ParameterSegment segment) {
        return cut(variables.values(), segment);
    }

    /** The gradient, weight decay added if there is any. */
    final Slot gradient(ParameterSegment segment, double weightDecay) {
        Slot gradient = cut(variables.gradients(), segment);
        return weightDecay == 0 || segment.excluded()
                ? gradient
                : math.add(gradient, math.scale(parameters(segment), weightDecay));
    }

    final Slot slot(String name, ParameterSegment segment) {
        FlatStore store = slots.get(name);
        if (store == null) {
            throw new IllegalArgumentException("No slot '" + name + "', only " + slots.keySet());
        }
        return cut(store, segment);
    }

    /** Where a parameter lies within its segment. */
    final Slot part(Slot ofSegment, ParameterSegment segment, String parameter) {
        FlatLayout.Place place = variables.values().layout().place(parameter);
        return math.part(ofSegment, 0, place.start() - segment.start(), place.length());
    }

    final void scaleInPlace(Slot target, double factor) {
        tape.into(new ElementOp((x, z) -> new ScalarMultiplication(x, null, z, factor)), target, target);
    }

    final void addInPlace(Slot target, Slot summand) {
        tape.into(NativeOp.of("add"), target, target, summand);
    }

    final void subtractInPlace(Slot target, Slot subtrahend) {
        tape.into(NativeOp.of("subtract"), target, target, subtrahend);
    }

    private static Slot cut(FlatStore store, ParameterSegment segment) {
        return Slot.fixed(Shape.of(segment.length()), store.cut(segment.start(), segment.length()));
    }

    @Override
    public final void close() {
        slots.values().forEach(FlatStore::close);
        tape.close();
    }
}
