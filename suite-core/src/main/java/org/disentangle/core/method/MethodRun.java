package org.disentangle.core.method;

import java.util.Map;
import org.disentangle.core.tensor.HostTensor;

/** What a method does around the steps of one run. */
public interface MethodRun {

    /** For methods that keep nothing and need no step inputs. */
    MethodRun STATELESS = step -> Map.of();

    /** The declared step inputs. */
    Map<String, HostTensor> stepInputs(Step step);

    /**
     * Called before every step: the place for what looks at all of the data, such as a new partition after each epoch. After a
     * resume it is called again for the step at which the training goes on, with the state that was saved before it; since {@link
     * Interlude#working} may throw, the state changes at the end or not at all.
     */
    default void before(Interlude interlude) {}

    /** Sees the loss terms of a finished step, {@code loss} among them. */
    default void finished(long step, Map<String, Double> scalars) {}

    /** Whether {@link #finished} must be called after every step; if not, it is called where values are read anyway. */
    default boolean followsEveryStep() {
        return false;
    }

    /** State for a checkpoint. */
    default Map<String, HostTensor> state() {
        return Map.of();
    }

    default void restore(Map<String, HostTensor> state) {}

    /** What is worth keeping of the run; asked for once, after the last step. */
    default MethodReport report() {
        return MethodReport.EMPTY;
    }
}
