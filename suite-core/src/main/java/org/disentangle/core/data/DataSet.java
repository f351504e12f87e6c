package org.disentangle.core.data;

import java.util.Map;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Tensor;

/** An opened data set: samples as numbers, pools that they index, and the program that turns numbers into samples. */
public interface DataSet {

    DataSetDescription description();

    /** The samples of a split; the same every time. */
    Samples samples(Split split);

    /** What is uploaded once per split, by input name, such as all digits and all backgrounds as UINT8. */
    Map<String, HostTensor> pools(Split split);

    /**
     * Adds the nodes that render samples.
     *
     * @param pools inputs with the names, types and shapes of {@link #pools}
     * @param sources per source name, INT64 {@code [n]}
     * @return FLOAT32 {@code [n, c, h, w]} with values 0..1, or {@code [n, d]}
     */
    Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources);

    /** The type of every source column on the device. */
    ElementType SOURCE_TYPE = ElementType.INT64;
}
