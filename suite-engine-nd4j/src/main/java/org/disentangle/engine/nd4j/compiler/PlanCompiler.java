package org.disentangle.engine.nd4j.compiler;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.tensor.GradientReach;
import org.disentangle.core.tensor.NeededNodes;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Call;
import org.disentangle.engine.nd4j.plan.Plan;
import org.disentangle.engine.nd4j.plan.Slot;
import org.disentangle.engine.nd4j.plan.Tape;
import org.jspecify.annotations.Nullable;

/** Makes plans of programs: forward alone, or forward and backward. */
public final class PlanCompiler {
    private final Program program;
    private final Nd4jVariables variables;
    private final Tape tape = new Tape();
    private final Arithmetic math = new Arithmetic(tape);
    private final List<Rules> rules;
    private final Map<String, Slot> inputs = new LinkedHashMap<>();
    private final Map<Integer, ProgramStep> steps = new LinkedHashMap<>();
    private final @Nullable Slot[] slots;
    private final Map<String, Slot> results = new LinkedHashMap<>();

    private PlanCompiler(Program program, Nd4jVariables variables) {
        this.program = program;
        this.variables = variables;
        this.slots = new Slot[program.nodes().size()];
        this.rules = List.of(
                new ElementwiseRules(math),
                new ReductionRules(math),
                new LayerRules(math),
                new BatchNormRules(math, name -> Slot.of(variables.state(), name)),
                new FormRules(math));
    }

    /** A plan that gives the program's outputs. */
    public static Plan forward(Program program, Nd4jVariables variables) {
        PlanCompiler compiler = new PlanCompiler(program, variables);
        return compiler.plan(() -> {
            compiler.compute();
            program.outputs().forEach(compiler::hand);
        });
    }

    /**
     * A plan that gives some outputs, leaves the gradient of one of them with respect to the parameters in the variables' gradients, and gives
     * that with respect to some inputs under {@link #gradientOf their names}.
     *
     * @param outputs names of those to give
     * @param differentiated a scalar one
     * @param with names of inputs
     */
    public static Plan differentiated(
            Program program,
            Nd4jVariables variables,
            Collection<String> outputs,
            String differentiated,
            Collection<String> with) {
        PlanCompiler compiler = new PlanCompiler(program, variables);
        return compiler.plan(() -> {
            compiler.compute();
            outputs.forEach(name -> compiler.hand(name, program.output(name).id()));
            compiler.differentiate(program.output(differentiated), Set.copyOf(with));
        });
    }

    /** No name that an output could have. */
    public static String gradientOf(String input) {
        return "\0gradient " + input;
    }

    private void compute() {
        boolean[] needed = NeededNodes.of(program);
        for (Node node : program.nodes()) {
            if (needed[node.id()] && node.inputs().isEmpty()) {
                slots[node.id()] = source(node);
            }
        }
        for (Node node : program.nodes()) {
            if (needed[node.id()] && !node.inputs().isEmpty()) {
                tape.at(node, false);
                ProgramStep step = new ProgramStep(
                        node, node.inputs().stream().map(this::slot).toList());
                steps.put(node.id(), step);
                slots[node.id()] = forward(step);
            }
        }
    }

    private Slot source(Node node) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Input input) {
            Slot slot = Slot.input(node.shape(), HostTransfer.dataType(node.type()));
            inputs.put(input.name(), slot);
            return slot;
        } else if (operation instanceof Operation.Parameter parameter) {
            return Slot.of(variables.values(), parameter.name());
        } else if (operation instanceof Operation.Buffer buffer) {
            // As it is now: a batch norm may move it in this run.
            tape.at(node, false);
            return math.copy(Slot.of(variables.state(), buffer.name()));
        } else if (operation instanceof Operation.Constant constant) {
            return tape.constant(constant.value());
        }
        throw new IllegalArgumentException("Not a source: " + operation);
    }

    private Slot forward(ProgramStep step) {
        for (Rules rule : rules) {
            Slot result = rule.forward(step);
            if (result != null) {
                return result;
            }
        }
        throw new IllegalStateException(
                "The ND4J engine has no rule for " + step.node().operation());
    }

    private Slot slot(int node) {
        Slot slot = slots[node];
        if (slot == null) {
            throw new IllegalStateException(
                    "Node " + node + " of program '" + program.name() + "' has not been computed");
        }
        return slot;
    }

    /** Gives a copy away unless the slot is one that a call computes and nobody else gets. */
    private void hand(String name, int node) {
        Slot slot = slot(node);
        tape.at("its outputs");
        boolean own = slot.kind() == Slot.Kind.COMPUTED && !results.containsValue(slot);
        results.put(name, own ? slot : math.copy(slot));
    }

    private void differentiate(Node output, Set<String> with) {
        Gradients gradients = new Gradients(math, wanted(with));
        tape.at(output, true);
        gradients.give(output.id(), output.shape(), tape.constant(1));
        for (int id = output.id(); id >= 0; id--) {
            ProgramStep step = steps.get(id);
            Slot gradient = gradients.of(id);
            if (step != null && gradient != null) {
                tape.at(step.node(), true);
                backward(step, gradient, gradients);
            }
        }
        tape.at("its gradients");
        for (Node node : program.nodes()) {
            Slot gradient = gradients.of(node.id());
            if (node.operation() instanceof Operation.Parameter parameter && gradient != null) {
                math.copyInto(gradient, Slot.of(variables.gradients(), parameter.name()));
            } else if (node.operation() instanceof Operation.Input input && gradient != null) {
                results.put(gradientOf(input.name()), math.copy(gradient));
            }
        }
    }

    /** By node: whether a parameter, or an input asked for, lies behind it. */
    private boolean[] wanted(Set<String> with) {
        boolean[] wanted = new boolean[program.nodes().size()];
        for (Node node : program.nodes()) {
            Operation operation = node.operation();
            wanted[node.id()] = operation instanceof Operation.Parameter
                    || (operation instanceof Operation.Input input && with.contains(input.name()));
            for (int i = 0; i < node.inputs().size(); i++) {
                wanted[node.id()] |= GradientReach.flows(operation, i)
                        && wanted[node.inputs().get(i)];
            }
        }
        return wanted;
    }

    private void backward(ProgramStep step, Slot gradient, Gradients gradients) {
        Slot result = slot(step.node().id());
        for (Rules rule : rules) {
            if (rule.backward(step, result, gradient, gradients)) {
                return;
            }
        }
        throw new IllegalStateException(
                "The ND4J engine has no gradient of " + step.node().operation());
    }

    /** @param recording puts the calls on the tape */
    private Plan plan(Runnable recording) {
        try {
            recording.run();
            List<Call> calls = tape.needed(new HashSet<>(results.values()));
            return new Plan("program '" + program.name() + "'", inputs, calls, results, tape.owned());
        } catch (RuntimeException | OutOfMemoryError e) {
            tape.close();
            throw e;
        }
    }
}
