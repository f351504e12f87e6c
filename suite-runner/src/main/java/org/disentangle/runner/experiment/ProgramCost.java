package org.disentangle.runner.experiment;

import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;

/** Counts the floating-point operations of a program's convolutions and matrix products; all else is small beside them. */
public final class ProgramCost {
    private ProgramCost() {}

    public static double operations(Program program) {
        return program.nodes().stream()
                .mapToDouble(node -> operations(program, node))
                .sum();
    }

    /** Two per multiplication: each number of the output is a sum of products as long as the contracted axes. */
    private static double operations(Program program, Node node) {
        double length;
        if (node.operation() instanceof Operation.Convolution2d) {
            Shape weight = input(program, node, 1);
            length = (double) weight.size(1) * weight.size(2) * weight.size(3);
        } else if (node.operation() instanceof Operation.Linear) {
            length = input(program, node, 1).size(1);
        } else if (node.operation() instanceof Operation.MatrixMultiply product) {
            length = input(program, node, 0).size(product.transposeLeft() ? -2 : -1);
        } else {
            return 0;
        }
        return 2 * length * node.shape().elements();
    }

    private static Shape input(Program program, Node node, int index) {
        return program.nodes().get(node.inputs().get(index)).shape();
    }
}
