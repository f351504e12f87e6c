package org.disentangle.core.method;

import java.util.Map;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;

/** What a method does around the steps of one run. */
public interface MethodRun {

    /** For methods that keep nothing and need no step inputs. */
    MethodRun STATELESS = (step, streams) -> Map.of();

    /**
     * The declared step inputs.
     *
     * @param step from 0
     * @param streams draw from {@code streams.stream(<a name of your own>, step)}, so that resuming is exact
     */
    Map<String, HostTensor> stepInputs(long step, SeedStreams streams);

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
}
