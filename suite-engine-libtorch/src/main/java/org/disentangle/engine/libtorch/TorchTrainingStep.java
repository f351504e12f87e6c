package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.GradientReach;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Optimizer;

/** Forward, backward, update. */
final class TorchTrainingStep implements TrainingStep {
    private static final String LOSS = "loss";
    private static final String GRADIENT_NORM = "gradient_norm";

    private final TorchSession session;
    private final Plan plan;
    private final TorchVariables variables;
    private final UpdateRule rule;
    private final Map<String, Tensor> scalars = new LinkedHashMap<>();
    private long updates;

    TorchTrainingStep(TorchSession session, Plan plan, TorchVariables variables, Optimizer optimizer) {
        this.session = session;
        this.plan = plan;
        this.variables = variables;
        Program program = plan.program();
        if (!isScalar(program.output(LOSS))) {
            throw new IllegalArgumentException("The loss of program '" + program.name() + "' is "
                    + program.output(LOSS).shape() + ", not a scalar");
        }
        Set<String> trained = GradientReach.parameters(program, LOSS);
        if (trained.isEmpty()) {
            throw new IllegalArgumentException(
                    "The loss of program '" + program.name() + "' depends on no parameter: there is nothing to train");
        }
        variables.gradients();
        this.rule = UpdateRule.of(optimizer, variables, trained);
    }

    @Override
    public void run(Map<String, ? extends TensorValue> inputs, double learningRate) {
        session.prepareThread();
        String name = "program '" + plan.program().name() + "'";
        session.guarded(name, () -> {
            forgetScalars();
            variables.gradients().flat().zero_();
            List<Tensor> outputs = List.of();
            try (AutoGradMode mode = new AutoGradMode(true);
                    Inputs given = new Inputs(plan.program(), inputs, session)) {
                outputs = plan.run(given.tensors());
                session.guarded(name + ", backward pass", backward(outputs));
                session.guarded(name + ", update", () -> update(learningRate));
                keepScalars(outputs);
            } finally {
                outputs.forEach(Tensor::close);
            }
            return updates;
        });
    }

    private Supplier<Boolean> backward(List<Tensor> outputs) {
        int position = new ArrayList<>(plan.program().outputs().keySet()).indexOf(LOSS);
        return () -> {
            outputs.get(position).backward();
            return true;
        };
    }

    private long update(double learningRate) {
        try (NoGradGuard guard = new NoGradGuard();
                PointerScope scope = new PointerScope()) {
            // Before the update: weight decay is no part of the gradient's norm.
            scalars.put(GRADIENT_NORM, Owned.keep(variables.gradients().flat().norm()));
            updates++;
            rule.apply(learningRate, updates);
        }
        return updates;
    }

    private void keepScalars(List<Tensor> outputs) {
        int position = 0;
        for (Map.Entry<String, Integer> output : plan.program().outputs().entrySet()) {
            if (isScalar(plan.program().nodes().get(output.getValue()))) {
                scalars.put(output.getKey(), outputs.get(position).detach());
            }
            position++;
        }
    }

    private static boolean isScalar(Node node) {
        return node.shape().rank() == 0 && node.type() == ElementType.FLOAT32;
    }

    @Override
    public Map<String, Double> scalars() {
        if (scalars.isEmpty()) {
            throw new IllegalStateException("No step has been run yet");
        }
        session.prepareThread();
        List<String> names = new ArrayList<>(scalars.keySet());
        names.remove(LOSS);
        names.add(0, LOSS);
        float[] values = session.guarded("reading the losses", () -> read(names));
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(names.get(i), (double) values[i]);
        }
        return named;
    }

    /** All in one copy: each copy waits for the device. */
    private float[] read(List<String> names) {
        try (PointerScope scope = new PointerScope()) {
            TensorVector all = new TensorVector();
            names.forEach(name -> all.push_back(scalars.get(name)));
            return HostTransfer.toHost(torch.stack(all, 0), Shape.of(names.size()), ElementType.FLOAT32)
                    .floats();
        }
    }

    private void forgetScalars() {
        scalars.values().forEach(Tensor::close);
        scalars.clear();
    }

    @Override
    public OptimizerState state() {
        Map<String, HostTensor> slots = new LinkedHashMap<>();
        rule.slots().forEach((slot, store) -> {
            for (String parameter : rule.trained()) {
                Shape shape = store.layout().place(parameter).shape();
                HostTensor values = session.guarded(
                        "copying the optimiser's state to the host",
                        () -> HostTransfer.toHost(store.view(parameter), shape, ElementType.FLOAT32));
                slots.put(slot + "/" + parameter, values);
            }
        });
        return new OptimizerState(updates, slots);
    }

    @Override
    public void restore(OptimizerState state) {
        Map<String, HostTensor> given = new LinkedHashMap<>(state.slots());
        try (NoGradGuard guard = new NoGradGuard()) {
            rule.slots().forEach((slot, store) -> {
                for (String parameter : rule.trained()) {
                    HostTensor value = given.remove(slot + "/" + parameter);
                    Shape shape = store.layout().place(parameter).shape();
                    if (value == null || !value.shape().equals(shape)) {
                        throw new IllegalArgumentException("The optimiser's state needs '" + slot + "/" + parameter
                                + "' of shape " + shape + ", not " + value);
                    }
                    session.guarded("loading the optimiser's state", () -> {
                        try (Tensor source = HostTransfer.toDevice(value, session.device())) {
                            return store.view(parameter).copy_(source);
                        }
                    });
                }
            });
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("The optimiser has no state for " + given.keySet());
        }
        updates = state.updates();
    }

    @Override
    public void close() {
        forgetScalars();
        rule.close();
        plan.close();
    }
}
