package org.disentangle.core.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.disentangle.core.tensor.Operation.BinaryKind;

/** Which parameters an output's gradient reaches. The others are not trained: no weight decay, no state, as PyTorch skips them. */
public final class GradientReach {
    private GradientReach() {}

    public static Set<String> parameters(Program program, String output) {
        Set<String> reached = new LinkedHashSet<>();
        boolean[] seen = new boolean[program.nodes().size()];
        Deque<Integer> open = new ArrayDeque<>();
        open.push(program.output(output).id());
        while (!open.isEmpty()) {
            int id = open.pop();
            if (seen[id]) {
                continue;
            }
            seen[id] = true;
            Node node = program.nodes().get(id);
            if (node.operation() instanceof Operation.Parameter parameter) {
                reached.add(parameter.name());
            }
            for (int position = 0; position < node.inputs().size(); position++) {
                if (flows(node.operation(), position)) {
                    open.push(node.inputs().get(position));
                }
            }
        }
        return reached;
    }

    /** Whether an operation hands gradients on to its input at this position. */
    public static boolean flows(Operation operation, int position) {
        if (operation instanceof Operation.StopGradient) {
            return false;
        }
        if (operation instanceof Operation.Binary binary) {
            return binary.kind() != BinaryKind.EQUAL && binary.kind() != BinaryKind.GREATER;
        }
        if (operation instanceof Operation.Gather || operation instanceof Operation.GatherAlong) {
            return position == 0;
        }
        return !(operation instanceof Operation.Where) || position > 0;
    }
}
