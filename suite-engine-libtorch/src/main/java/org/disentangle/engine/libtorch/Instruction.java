package org.disentangle.engine.libtorch;

import org.disentangle.core.tensor.Node;

/**
 * One kernel call of a plan.
 *
 * @param arguments node ids
 * @param overwrites position of the argument whose tensor becomes the result; -1 for none
 * @param released nodes that nothing needs afterwards
 */
record Instruction(Node node, Kernel kernel, int[] arguments, int overwrites, int[] released) {

    /** For messages, such as {@code Convolution2d in 'encoder/stem'}. */
    String place() {
        String operation = node.operation().getClass().getSimpleName();
        return node.scope().isEmpty() ? operation : operation + " in '" + node.scope() + "'";
    }
}
