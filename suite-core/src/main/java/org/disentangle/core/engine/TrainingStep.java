package org.disentangle.core.engine;

import java.util.Map;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.TensorValue;

/** A program with a loss, its gradient and an optimiser: one call is one step. */
public interface TrainingStep extends AutoCloseable {

    /** Computes loss and gradient, updates the parameters with this learning rate. Outputs stay on the device until asked for. */
    void run(Map<String, ? extends TensorValue> inputs, double learningRate);

    /** The scalar outputs of the last run, {@code loss} first, and {@code gradient_norm} (Euclidean, over all parameters). Waits for the device. */
    Map<String, Double> scalars();

    /** The optimiser's state by slot name, such as {@code momentum}, and the number of updates made. */
    OptimizerState state();

    void restore(OptimizerState state);

    /**
     * @param updates steps made so far
     * @param slots values per slot and parameter, keyed {@code <slot>/<parameter name>}
     */
    record OptimizerState(long updates, Map<String, HostTensor> slots) {}

    @Override
    void close();
}
