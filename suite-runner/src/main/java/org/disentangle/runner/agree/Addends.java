package org.disentangle.runner.agree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.disentangle.core.tensor.Program;

/**
 * What the scalars of a program are added up from: of {@code 0.5 (a - b)} the larger of {@code 0.5 a} and {@code 0.5 b}. Roundings are of that
 * size, however small the sum is. Sums are followed as long as they are of scalars; what is multiplied or divided by a scalar is scaled by it.
 */
final class Addends {
    private final Program program;
    private final Map<Integer, Double> scalars = new LinkedHashMap<>();

    private Addends(Program program, Map<String, ReferenceTensor> values) {
        this.program = program;
        for (Node node : scalarNodes(program)) {
            scalars.put(
                    node.id(), Objects.requireNonNull(values.get(name(node))).scalar());
        }
    }

    /** The largest addend of each scalar output, in size. */
    static Map<String, Double> largest(
            Program program, Map<String, ReferenceTensor> inputs, Map<String, ReferenceTensor> variables) {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        scalarNodes(program).forEach(node -> outputs.put(name(node), node.id()));
        Program open = new Program(program.name(), program.nodes(), program.parameters(), program.buffers(), outputs);
        Addends addends = new Addends(
                program, ReferenceInterpreter.run(open, inputs, variables).outputs());
        Map<String, Double> largest = new LinkedHashMap<>();
        program.outputs().forEach((output, id) -> {
            if (addends.scalars.containsKey(id)) {
                largest.put(output, addends.largest(id));
            }
        });
        return largest;
    }

    private static Iterable<Node> scalarNodes(Program program) {
        return program.nodes().stream().filter(node -> node.shape().rank() == 0)::iterator;
    }

    private static String name(Node node) {
        return "node/" + node.id();
    }

    private double largest(int id) {
        Node node = program.nodes().get(id);
        Operation operation = node.operation();
        double size = size(id);
        if (operation instanceof Operation.Binary binary) {
            size = Math.max(
                    size,
                    largest(binary.kind(), node.inputs().get(0), node.inputs().get(1)));
        } else if (operation instanceof Operation.Affine affine) {
            double scaled = Math.abs(affine.scale()) * largest(node.inputs().get(0));
            size = Math.max(size, Math.max(scaled, Math.abs(affine.offset())));
        } else if (passesOn(operation) && scalars.containsKey(node.inputs().get(0))) {
            size = Math.max(size, largest(node.inputs().get(0)));
        }
        return size;
    }

    private double largest(BinaryKind kind, int left, int right) {
        return switch (kind) {
            case ADD, SUBTRACT -> Math.max(largest(left), largest(right));
            case MULTIPLY -> Math.max(largest(left) * size(right), size(left) * largest(right));
            case DIVIDE ->
                Math.max(largest(left) / size(right), size(left) / size(right) * largest(right) / size(right));
            case MAXIMUM, MINIMUM, EQUAL, GREATER -> 0;
        };
    }

    private static boolean passesOn(Operation operation) {
        return operation instanceof Operation.StopGradient
                || operation instanceof Operation.Reshape
                || (operation instanceof Operation.Unary unary && unary.kind() == UnaryKind.NEGATE);
    }

    private double size(int id) {
        return Math.abs(Objects.requireNonNull(scalars.get(id)));
    }
}
