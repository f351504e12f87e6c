package org.disentangle.core.data;

import java.util.Map;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** An opened data set: samples as numbers, pools that they index, and the program that turns numbers into samples. */
public interface DataSet {

    DataSetDescription description();

    /** The samples of a split; the same every time, in an order without meaning: where not all are scored, the first are. */
    Samples samples(Split split);

    /** What is uploaded once per split, by input name, such as all digits and all backgrounds as UINT8. */
    Map<String, HostTensor> pools(Split split);

    /** What is fetched for the rows of each batch, by input name; no name is also a source's. Empty if pools hold everything. */
    default Map<String, RowSource> rows(Split split) {
        return Map.of();
    }

    /**
     * Adds the nodes that render samples.
     *
     * @param pools inputs with the names, types and shapes of {@link #pools}
     * @param sources per source name, INT64 {@code [n]}, and per name of {@link #rows}, UINT8 {@code [n, ...row]}
     * @return FLOAT32 {@code [n, c, h, w]} with values 0..1, or {@code [n, d]}
     */
    Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources);

    /**
     * Adds the nodes that render what views are cropped from: {@link #scene} itself, or a larger picture whose middle it is.
     *
     * @return as of {@link #scene}, a sample of the shape {@link #canvasShape}
     */
    default Tensor canvas(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        return scene(pools, sources);
    }

    /** The shape of one canvas; in no axis smaller than a sample. */
    default Shape canvasShape() {
        return description().sample();
    }

    /** The type of every source column on the device. */
    ElementType SOURCE_TYPE = ElementType.INT64;
}
