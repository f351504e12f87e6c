package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;

/** Works out which values die where, and which may be overwritten by the result of the kernel that reads them last. */
final class Memory {
    private static final int FOREVER = Integer.MAX_VALUE;

    private final Program program;
    private final List<Draft.Step> steps;
    private final Form[] forms;
    private final RunMode mode;
    private final int[] lastUse;
    private final int[] readers;
    /** The node whose memory each node shares; itself if it has its own. */
    private final int[] root;
    /** Whether a node may hold one number in several places. */
    private final boolean[] expanded;
    /** By root: the last use of anything that shares its memory, among the nodes computed so far. */
    private final Map<Integer, Integer> lastUseOfRoot = new HashMap<>();

    private final int[] overwrites;

    Memory(Program program, List<Draft.Step> steps, Form[] forms, RunMode mode) {
        this.program = program;
        this.steps = steps;
        this.forms = forms;
        this.mode = mode;
        int size = program.nodes().size();
        lastUse = lastUses(size);
        readers = readers(size);
        root = new int[size];
        expanded = new boolean[size];
        overwrites = new int[steps.size()];
        for (int id = 0; id < size; id++) {
            root[id] = id;
        }
        for (int i = 0; i < steps.size(); i++) {
            Draft.Step step = steps.get(i);
            overwrites[i] = chooseOverwritten(i, step);
            int id = step.node().id();
            if (overwrites[i] >= 0) {
                root[id] = root[step.arguments()[overwrites[i]]];
            } else if (sharesMemory(step.node())) {
                int argument = step.arguments()[0];
                root[id] = root[argument];
                expanded[id] = expanded[argument] || step.node().operation() instanceof Operation.Broadcast;
            }
            lastUseOfRoot.merge(root[id], lastUse[id], Math::max);
        }
    }

    /** Position of the argument that the step's result overwrites, or -1. */
    int overwrites(int step) {
        return overwrites[step];
    }

    /** Nodes that nothing reads after the step. */
    int[] released(int step) {
        List<Integer> dead = new ArrayList<>();
        Arrays.stream(steps.get(step).arguments())
                .distinct()
                .filter(id -> lastUse[id] == step)
                .forEach(dead::add);
        int own = steps.get(step).node().id();
        if (lastUse[own] <= step) {
            dead.add(own);
        }
        return dead.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether the step takes whole rows from one of two tensors, so that it need only copy some rows. */
    boolean choosesRows(Draft.Step step) {
        if (!(step.node().operation() instanceof Operation.Where) || !mode.readsAhead()) {
            return false;
        }
        Shape mask = program.nodes().get(step.arguments()[0]).shape();
        Shape result = step.node().shape();
        return mask.rank() == result.rank()
                && mask.rank() > 1
                && mask.elements() == result.size(0)
                && mask.size(0) == result.size(0);
    }

    /** Whether the node's memory is that of an input, parameter, buffer or constant. */
    boolean belongsToSource(int node) {
        return Draft.isSource(program.nodes().get(root[node]));
    }

    private int[] lastUses(int size) {
        int[] last = new int[size];
        Arrays.fill(last, -1);
        for (int i = 0; i < steps.size(); i++) {
            for (int argument : steps.get(i).arguments()) {
                last[argument] = i;
            }
        }
        program.outputs().values().forEach(id -> last[id] = FOREVER);
        return last;
    }

    private int[] readers(int size) {
        int[] count = new int[size];
        for (Draft.Step step : steps) {
            for (int argument : step.arguments()) {
                count[argument]++;
            }
        }
        return count;
    }

    private int chooseOverwritten(int index, Draft.Step step) {
        if (!canOverwrite(step.node().operation()) && !choosesRows(step)) {
            return -1;
        }
        int first = choosesRows(step) ? 2 : 0;
        int last = step.node().operation() instanceof Operation.Binary ? 1 : first;
        for (int position = first; position <= last; position++) {
            if (mayBeOverwritten(index, step, position)) {
                return position;
            }
        }
        return -1;
    }

    private boolean mayBeOverwritten(int index, Draft.Step step, int position) {
        int id = step.arguments()[position];
        Node argument = program.nodes().get(id);
        boolean fits = argument.type() == ElementType.FLOAT32
                && forms[id] == forms[step.node().id()]
                && (forms[id] == Form.FLOAT || forms[id] == Form.LOW)
                && argument.shape().equals(step.node().shape());
        if (!fits || expanded[id] || belongsToSource(id)) {
            return false;
        }
        if (mode.gradients() && !(root[id] == id && readers[id] == 1 && isNotReadBackwards(argument.operation()))) {
            return false;
        }
        for (int other : step.arguments()) {
            if (other != id && root[other] == root[id]) {
                return false;
            }
        }
        return lastUseOfRoot.getOrDefault(root[id], FOREVER) <= index;
    }

    private boolean canOverwrite(Operation operation) {
        if (mode.gradients()) {
            return operation instanceof Operation.Unary unary && unary.kind() == UnaryKind.RELU;
        }
        if (operation instanceof Operation.Binary binary) {
            return binary.kind() != BinaryKind.EQUAL && binary.kind() != BinaryKind.GREATER;
        }
        return operation instanceof Operation.Unary
                || operation instanceof Operation.Affine
                || operation instanceof Operation.Clamp;
    }

    /** Operations whose gradient needs their inputs at most, so that ReLU, as the only reader, may overwrite what they gave. */
    private static boolean isNotReadBackwards(Operation operation) {
        return operation instanceof Operation.BatchNorm
                || operation instanceof Operation.Convolution2d
                || operation instanceof Operation.Linear
                || (operation instanceof Operation.Binary binary && binary.kind() == BinaryKind.ADD);
    }

    private static boolean sharesMemory(Node node) {
        Operation operation = node.operation();
        return operation instanceof Operation.Reshape
                || operation instanceof Operation.Permute
                || operation instanceof Operation.Broadcast
                || operation instanceof Operation.Slice
                || operation instanceof Operation.StopGradient
                || operation instanceof Operation.Cast
                || (operation instanceof Operation.Reduce reduce
                        && reduce.axes().isEmpty());
    }
}
