package org.disentangle.core.method;

import java.util.List;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.registry.Component;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.ViewPolicy;

/**
 * A self-supervised (or reference) method: one class, one options record, one provider line, one test. Found by {@link
 * java.util.ServiceLoader}. Stateless; what changes during a run lives in a {@link MethodRun}.
 */
public interface Method<O extends Record> extends Component<O> {

    /** Whether there is an objective. A method that does not train leaves the encoder as it was initialised. */
    default boolean trains() {
        return true;
    }

    default ViewPolicy views(O options) {
        return ViewPolicy.PAIR;
    }

    /**
     * Refuses a data set that the method cannot work with, such as one without joint labels.
     *
     * @throws org.disentangle.core.UserError with the reason
     */
    default void check(O options, DataSetDescription data) {}

    /**
     * @param representationDimension the size of r
     * @throws org.disentangle.core.UserError if the options do not fit it
     */
    Architecture architecture(O options, int representationDimension);

    /**
     * Changes rendered views before the encoder sees them, where one view depends on several samples (mixup). What concerns one
     * view alone is the augmentation's matter.
     *
     * @param inputs for step inputs; r and z are not there yet
     * @param views {@code [views * batch, ...]}, ordered by view
     * @return the same shape
     */
    default Tensor mix(O options, ObjectiveInputs inputs, Tensor views) {
        return views;
    }

    /** Values the objective needs anew at each step. */
    default List<StepInput> stepInputs(O options) {
        return List.of();
    }

    /**
     * The same, where a shape depends on the batch.
     *
     * @param batch groups in the batch
     */
    default List<StepInput> stepInputs(O options, int batch) {
        return stepInputs(options);
    }

    /** Builds the loss. Called once per shape; the program is run many times. */
    Loss objective(O options, ObjectiveInputs inputs);

    /**
     * Names of the random streams that the method draws from beside those of the suite ({@link
     * org.disentangle.core.random.SeedStreams}), up to the first slash: a study of seeds can vary each.
     */
    default List<String> streams() {
        return List.of();
    }

    /** Begins a run. A method with state between steps (dual variables, partitions) keeps it in the object returned. */
    default MethodRun begin(O options) {
        return MethodRun.STATELESS;
    }
}
