package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.jspecify.annotations.Nullable;

/** Makes plans of programs. */
final class PlanCompiler {
    private final Device device;
    private final TorchVariables variables;
    private final RunMode mode;

    PlanCompiler(Device device, TorchVariables variables, RunMode mode) {
        this.device = device;
        this.variables = variables;
        this.mode = mode;
    }

    Plan compile(Program program) {
        Draft draft = new Draft(program);
        List<Draft.Step> steps = draft.steps();
        Lowering lowering = new Lowering(mode);
        Form[] forms = lowering.forms(program);
        Memory memory = new Memory(program, steps, forms, mode);
        List<Instruction> instructions = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Draft.Step step = steps.get(i);
            Kernel kernel = memory.choosesRows(step)
                    ? RowChoice.kernel(step.node().shape(), memory.overwrites(i))
                    : kernel(step, forms, lowering, memory.overwrites(i));
            instructions.add(
                    new Instruction(step.node(), kernel, step.arguments(), memory.overwrites(i), memory.released(i)));
        }
        List<Plan.Result> results = program.outputs().values().stream()
                .map(id -> new Plan.Result(id, memory.belongsToSource(id)))
                .toList();
        return new Plan(program, sources(program, draft), instructions, forms, results);
    }

    private List<Plan.Source> sources(Program program, Draft draft) {
        List<Plan.Source> sources = new ArrayList<>();
        for (Node node : program.nodes()) {
            if (draft.isNeeded(node) && Draft.isSource(node)) {
                sources.add(source(node));
            }
        }
        return sources;
    }

    private Plan.Source source(Node node) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Input input) {
            return new Plan.InputSource(node.id(), input.name());
        } else if (operation instanceof Operation.Parameter parameter) {
            return new Plan.FixedSource(node.id(), variables.parameter(parameter.name()), false);
        } else if (operation instanceof Operation.Buffer buffer) {
            return new Plan.BufferSource(node.id(), variables.buffer(buffer.name()));
        } else if (operation instanceof Operation.Constant constant) {
            return new Plan.FixedSource(node.id(), HostTransfer.toDevice(constant.value(), device), true);
        }
        throw new IllegalArgumentException("Not a source: " + operation);
    }

    private Kernel kernel(Draft.Step step, Form[] forms, Lowering lowering, int overwrites) {
        Node node = step.node();
        Operation operation = node.operation();
        if (step.scale() != null) {
            return ElementwiseKernels.addScaled(step.scale(), overwrites);
        }
        Form result = forms[node.id()];
        Form first = forms[step.arguments()[0]];
        @Nullable Kernel kernel = ElementwiseKernels.of(operation, result, first, overwrites);
        if (kernel == null) {
            kernel = ReductionKernels.of(operation, first);
        }
        if (kernel == null) {
            kernel = LayerKernels.of(operation, first, lowering.isLow(operation), variables);
        }
        if (kernel == null) {
            kernel = FormKernels.of(node, result, first);
        }
        if (kernel == null) {
            throw new IllegalStateException("The LibTorch engine has no kernel for " + operation);
        }
        return kernel;
    }
}
