package org.disentangle.runner.agree;

import java.util.HashMap;
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
    private final Map<Integer, Double> sizes = new HashMap<>();
    private final Map<Integer, Double> largest = new HashMap<>();

    private Addends(Program program, Map<String, ReferenceTensor> values) {
        for (Node node : scalarNodes(program)) {
            sizes.put(
                    node.id(),
                    Math.abs(Objects.requireNonNull(values.get(name(node))).scalar()));
            largest.put(node.id(), addend(node));
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
            if (addends.largest.containsKey(id)) {
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

    /** After those of the nodes that it is made from. */
    private double addend(Node node) {
        Operation operation = node.operation();
        double size = size(node.id());
        if (operation instanceof Operation.Binary binary) {
            return Math.max(
                    size,
                    largest(binary.kind(), node.inputs().get(0), node.inputs().get(1)));
        }
        if (operation instanceof Operation.Affine affine) {
            double scaled = Math.abs(affine.scale()) * largest(node.inputs().get(0));
            return Math.max(size, Math.max(scaled, Math.abs(affine.offset())));
        }
        if (passesOn(operation) && largest.containsKey(node.inputs().get(0))) {
            return Math.max(size, largest(node.inputs().get(0)));
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
        return Objects.requireNonNull(sizes.get(id));
    }

    private double largest(int id) {
        return Objects.requireNonNull(largest.get(id));
    }
}
