package org.disentangle.engine.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.GradientReach;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.compiler.PlanCompiler;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.optimizer.UpdateRule;
import org.disentangle.engine.nd4j.plan.Plan;

/** Forward, backward, update. */
final class Nd4jTrainingStep implements TrainingStep {
    private static final String LOSS = "loss";
    private static final String GRADIENT_NORM = "gradient_norm";

    private final Nd4jSession session;
    private final Program program;
    private final Nd4jVariables variables;
    private final UpdateRule rule;
    private final Plan gradient;
    private final Plan update;
    private final Map<String, Double> scalars = new LinkedHashMap<>();
    private long updates;

    Nd4jTrainingStep(Nd4jSession session, Program program, Nd4jVariables variables, Optimizer optimizer) {
        this.session = session;
        this.program = program;
        this.variables = variables;
        if (!isScalar(program.output(LOSS))) {
            throw new IllegalArgumentException("The loss of program '" + program.name() + "' is "
                    + program.output(LOSS).shape() + ", not a scalar");
        }
        Set<String> trained = GradientReach.parameters(program, LOSS);
        if (trained.isEmpty()) {
            throw new IllegalArgumentException(
                    "The loss of program '" + program.name() + "' depends on no parameter: there is nothing to train");
        }
        List<String> read = new ArrayList<>();
        program.outputs().forEach((name, id) -> {
            if (isScalar(program.nodes().get(id))) {
                read.add(name);
            }
        });
        variables.gradients();
        this.rule = UpdateRule.of(optimizer, variables, trained);
        try {
            this.update = rule.plan("program '" + program.name() + "', update");
        } catch (RuntimeException | OutOfMemoryError e) {
            rule.close();
            throw e;
        }
        try {
            this.gradient = PlanCompiler.differentiated(program, variables, read, LOSS, List.of());
        } catch (RuntimeException | OutOfMemoryError e) {
            update.close();
            rule.close();
            throw e;
        }
    }

    private static boolean isScalar(Node node) {
        return node.shape().rank() == 0 && node.type() == ElementType.FLOAT32;
    }

    @Override
    public void run(Map<String, ? extends TensorValue> inputs, double learningRate) {
        session.prepareThread();
        session.guarded("program '" + program.name() + "'", () -> {
            scalars.clear();
            variables.gradients().clear();
            try (Inputs given = new Inputs(program, inputs, session)) {
                keepScalars(gradient.run(given.arrays()));
            }
            // Before the update: weight decay is no part of the gradient's norm.
            scalars.put(GRADIENT_NORM, variables.gradients().norm());
            updates++;
            rule.prepare(learningRate, updates);
            return update.run(Map.of());
        });
    }

    private void keepScalars(Map<String, NativeArray> results) {
        scalars.put(LOSS, Double.NaN);
        try {
            results.forEach((name, array) -> scalars.put(
                    name, (double) HostTransfer.floats(array.array()).get(0)));
        } finally {
            results.values().forEach(NativeArray::close);
        }
    }

    @Override
    public Map<String, Double> scalars() {
        if (scalars.isEmpty()) {
            throw new IllegalStateException("No step has been run yet");
        }
        return new LinkedHashMap<>(scalars);
    }

    @Override
    public OptimizerState state() {
        Map<String, HostTensor> slots = new LinkedHashMap<>();
        rule.slots().forEach((slot, store) -> {
            for (String parameter : rule.trained()) {
                slots.put(slot + "/" + parameter, store.read(parameter));
            }
        });
        return new OptimizerState(updates, slots);
    }

    @Override
    public void restore(OptimizerState state) {
        Map<String, HostTensor> given = new LinkedHashMap<>(state.slots());
        rule.slots().forEach((slot, store) -> {
            for (String parameter : rule.trained()) {
                HostTensor value = given.remove(slot + "/" + parameter);
                if (value == null
                        || !value.shape().equals(store.layout().place(parameter).shape())) {
                    throw new IllegalArgumentException("The optimiser's state needs '" + slot + "/" + parameter
                            + "' of shape " + store.layout().place(parameter).shape() + ", not " + value);
                }
                store.write(parameter, value);
            }
        });
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("The optimiser has no state for " + given.keySet());
        }
        updates = state.updates();
    }

    @Override
    public void close() {
        gradient.close();
        update.close();
        rule.close();
    }
}
