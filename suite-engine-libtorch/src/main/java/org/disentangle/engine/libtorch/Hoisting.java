package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;

/**
 * Splits a row-wise program in two: what takes few numbers per row is computed once for all rows, the rest in pieces. A call costs
 * the same for sixteen numbers as for some thousand, and a program for rendering has as many small calls as large ones.
 */
final class Hoisting {
    private static final int FEW = 256;

    private final Program whole;
    private final Set<String> rowInputs;
    private final int rows;
    private final boolean[] small;
    private final boolean[] rowBound;
    private final List<Integer> handedOver = new ArrayList<>();

    Hoisting(Program whole, Set<String> rowInputs, int rows) {
        this.whole = whole;
        this.rowInputs = rowInputs;
        this.rows = rows;
        int size = whole.nodes().size();
        small = new boolean[size];
        rowBound = new boolean[size];
        for (Node node : whole.nodes()) {
            classify(node);
        }
        boolean[] read = new boolean[size];
        whole.outputs().values().forEach(id -> read[id] = true);
        for (Node node : whole.nodes()) {
            if (!small[node.id()]) {
                node.inputs().forEach(input -> read[input] = true);
            }
        }
        for (Node node : whole.nodes()) {
            if (read[node.id()] && small[node.id()] && rowBound[node.id()] && !Draft.isSource(node)) {
                handedOver.add(node.id());
            }
        }
    }

    private void classify(Node node) {
        int id = node.id();
        Operation operation = node.operation();
        if (operation instanceof Operation.Constant) {
            small[id] = true;
        } else if (operation instanceof Operation.Input input) {
            rowBound[id] = rowInputs.contains(input.name());
            small[id] = rowBound[id] && isSmall(node);
        } else if (!Draft.isSource(node)) {
            rowBound[id] = node.inputs().stream().anyMatch(input -> rowBound[input]);
            small[id] = node.inputs().stream().allMatch(input -> small[input]) && (!rowBound[id] || isSmall(node));
        }
    }

    private boolean isSmall(Node node) {
        return node.shape().rank() > 0
                && node.shape().size(0) == rows
                && node.shape().elements() / rows <= FEW;
    }

    /** The small part, for all rows. Its outputs are inputs of the rest, one entry per row. */
    Program ahead() {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        handedOver.forEach(id -> outputs.put(name(id), id));
        return new Program(whole.name(), whole.nodes(), whole.parameters(), whole.buffers(), outputs);
    }

    /** @param piece the whole program, built for fewer rows */
    Program rest(Program piece) {
        if (piece.nodes().size() != whole.nodes().size()) {
            throw new IllegalArgumentException(
                    "Program '" + whole.name() + "' has other nodes when it is built for fewer rows");
        }
        List<Node> nodes = new ArrayList<>(piece.nodes());
        for (int id : handedOver) {
            Node node = piece.nodes().get(id);
            nodes.set(
                    id,
                    new Node(id, new Operation.Input(name(id)), List.of(), node.shape(), node.type(), node.scope()));
        }
        return new Program(piece.name(), nodes, piece.parameters(), piece.buffers(), piece.outputs());
    }

    /** No name that a program's own input could have. */
    private static String name(int id) {
        return "\0ahead " + id;
    }
}
