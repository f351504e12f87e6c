package org.disentangle.core.view;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Tensor;

/**
 * How views differ: parameters in columns, drawn on the host, and the nodes that make views of them.
 *
 * <p>Columns are named {@code transform/parameter}. A view policy names transforms, or groups of them, to say what views share.
 */
public interface Augmentation {

    /** The names of all parameter columns, in order. */
    List<String> columns();

    /** What a {@link ViewPolicy.Sharing} may name here: transforms and groups of transforms that can change a view. */
    Set<String> groups();

    /**
     * One step's parameters.
     *
     * @param batch groups in the batch
     * @return per column FLOAT32 {@code [views * batch]}, ordered by view
     */
    Map<String, HostTensor> draw(ViewPolicy policy, int batch, long step, SeedStreams streams);

    /**
     * Adds the nodes that render views. Every row depends on its own numbers alone.
     *
     * @param pools the data set's, whole
     * @param sources per source name, INT64 {@code [n]}
     * @param columns per column FLOAT32 {@code [n]}
     * @return {@code [n, c, h, w]} with values 0..1, or {@code [n, d]}
     */
    Tensor render(Map<String, Tensor> pools, Map<String, Tensor> sources, Map<String, Tensor> columns);
}
