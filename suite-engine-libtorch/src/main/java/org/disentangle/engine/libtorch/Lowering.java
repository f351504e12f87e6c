package org.disentangle.engine.libtorch;

import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.disentangle.core.tensor.Program;

/**
 * Decides in which form each node is held. In BF16, layers (convolution, linear) take and give bfloat16; what follows them keeps
 * it where PyTorch's autocast would (batch norm, ReLU, residual sums, pooling, form). Everything else computes in 32 bits, matrix
 * products included: they stand in losses, which bfloat16's eight bits would spoil, and cost next to nothing.
 */
final class Lowering {
    private final RunMode mode;

    Lowering(RunMode mode) {
        this.mode = mode;
    }

    Form[] forms(Program program) {
        Form[] forms = new Form[program.nodes().size()];
        for (Node node : program.nodes()) {
            forms[node.id()] = form(node, forms);
        }
        return forms;
    }

    /** Whether this layer runs in bfloat16. */
    boolean isLow(Operation operation) {
        return mode.lowLayers()
                && (operation instanceof Operation.Linear || operation instanceof Operation.Convolution2d);
    }

    private Form form(Node node, Form[] forms) {
        if (node.type() == ElementType.INT64) {
            return Form.LONG;
        }
        if (node.type() == ElementType.UINT8) {
            return Form.BYTE;
        }
        Operation operation = node.operation();
        if (isLow(operation)) {
            return Form.LOW;
        }
        if (operation instanceof Operation.Binary binary) {
            return binary(
                    binary.kind(),
                    forms[node.inputs().get(0)],
                    forms[node.inputs().get(1)]);
        }
        if (keepsForm(operation)) {
            Form form = forms[node.inputs().get(0)];
            boolean same = node.inputs().stream().allMatch(input -> forms[input] == form);
            boolean indexed = operation instanceof Operation.Gather || operation instanceof Operation.GatherAlong;
            return same || indexed ? form : Form.FLOAT;
        }
        if (keepsLow(operation) && forms[node.inputs().get(0)] == Form.LOW) {
            return Form.LOW;
        }
        return Form.FLOAT;
    }

    private static Form binary(BinaryKind kind, Form left, Form right) {
        return switch (kind) {
            case EQUAL, GREATER -> Form.MASK;
            case ADD -> left == Form.LOW && right == Form.LOW ? Form.LOW : Form.FLOAT;
            default -> Form.FLOAT;
        };
    }

    private static boolean keepsLow(Operation operation) {
        return operation instanceof Operation.BatchNorm
                || operation instanceof Operation.MaxPool2d
                || operation instanceof Operation.LeakyRelu
                || (operation instanceof Operation.Unary unary && unary.kind() == UnaryKind.RELU);
    }

    /** Operations that move numbers and look at none. */
    private static boolean keepsForm(Operation operation) {
        return operation instanceof Operation.Reshape
                || operation instanceof Operation.Permute
                || operation instanceof Operation.Broadcast
                || operation instanceof Operation.Slice
                || operation instanceof Operation.Concatenate
                || operation instanceof Operation.StopGradient
                || operation instanceof Operation.Gather
                || operation instanceof Operation.GatherAlong;
    }
}
