package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.disentangle.core.tensor.NeededNodes;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Program;
import org.jspecify.annotations.Nullable;

/** What of a program is computed, and with which arguments: nodes that no output needs are left out, scaled sums become one call. */
final class Draft {

    /**
     * @param arguments node ids
     * @param scale for a sum or difference that has absorbed a scaling: {@code first + scale * second}
     */
    record Step(Node node, int[] arguments, @Nullable Double scale) {}

    private final Program program;
    private final boolean[] needed;
    private final int[] uses;

    Draft(Program program) {
        this.program = program;
        needed = NeededNodes.of(program);
        uses = new int[needed.length];
        program.outputs().values().forEach(id -> uses[id] += 2);
        for (Node node : program.nodes()) {
            if (needed[node.id()]) {
                node.inputs().forEach(input -> uses[input]++);
            }
        }
    }

    /** The steps in order, sources left out. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        boolean[] absorbed = new boolean[needed.length];
        for (int id = needed.length - 1; id >= 0; id--) {
            Node node = program.nodes().get(id);
            if (needed[id] && !absorbed[id] && !isSource(node)) {
                steps.add(step(node, absorbed));
            }
        }
        Collections.reverse(steps);
        return steps;
    }

    boolean isNeeded(Node node) {
        return needed[node.id()];
    }

    static boolean isSource(Node node) {
        return node.inputs().isEmpty();
    }

    private Step step(Node node, boolean[] absorbed) {
        int[] inputs = node.inputs().stream().mapToInt(Integer::intValue).toArray();
        if (node.operation() instanceof Operation.Binary binary) {
            int sign = binary.kind() == BinaryKind.ADD ? 1 : binary.kind() == BinaryKind.SUBTRACT ? -1 : 0;
            if (sign != 0 && isScaling(inputs[1])) {
                return scaled(node, inputs[0], inputs[1], sign, absorbed);
            }
            if (sign == 1 && isScaling(inputs[0])) {
                return scaled(node, inputs[1], inputs[0], sign, absorbed);
            }
        }
        return new Step(node, inputs, null);
    }

    private Step scaled(Node sum, int kept, int scaling, int sign, boolean[] absorbed) {
        Node node = program.nodes().get(scaling);
        absorbed[scaling] = true;
        double scale = ((Operation.Affine) node.operation()).scale();
        return new Step(sum, new int[] {kept, node.inputs().get(0)}, sign * scale);
    }

    /** A multiplication by a constant that nothing else reads. */
    private boolean isScaling(int id) {
        return program.nodes().get(id).operation() instanceof Operation.Affine affine
                && affine.offset() == 0
                && uses[id] == 1;
    }
}
