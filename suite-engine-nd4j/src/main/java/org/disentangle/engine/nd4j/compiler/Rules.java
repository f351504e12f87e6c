package org.disentangle.engine.nd4j.compiler;

import org.disentangle.engine.nd4j.plan.Slot;
import org.jspecify.annotations.Nullable;

/** How some kinds of operation are computed and differentiated. */
interface Rules {

    /** The slot of the result, or null if the operation is none of these rules'. */
    @Nullable
    Slot forward(ProgramStep step);

    /**
     * Hands the gradient on to the inputs that want it.
     *
     * @param result what {@link #forward} gave
     * @param gradient of the same shape
     * @return whether the operation is one of these rules'
     */
    boolean backward(ProgramStep step, Slot result, Slot gradient, Gradients gradients);
}
