package org.disentangle.core.tensor;

/** Which nodes of a program must be computed: those that an output needs, and batch norms that move buffers, with what they read. */
public final class NeededNodes {
    private NeededNodes() {}

    /** By node id. */
    public static boolean[] of(Program program) {
        boolean[] needed = new boolean[program.nodes().size()];
        program.outputs().values().forEach(id -> needed[id] = true);
        for (int id = needed.length - 1; id >= 0; id--) {
            Node node = program.nodes().get(id);
            if (needed[id] || movesBuffers(node)) {
                needed[id] = true;
                node.inputs().forEach(input -> needed[input] = true);
            }
        }
        return needed;
    }

    private static boolean movesBuffers(Node node) {
        return node.operation() instanceof Operation.BatchNorm norm && norm.training();
    }
}
