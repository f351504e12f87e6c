package org.disentangle.methods.ipirm;

import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** z of two views of every image, scaled to unit length. */
final class UnitRows {
    private final float[] values;
    private final int images;
    private final int dimension;

    /** @param embeddings {@code [2, images, dimension]} */
    UnitRows(HostTensor embeddings) {
        images = embeddings.shape().size(1);
        dimension = embeddings.shape().size(2);
        values = embeddings.floats().clone();
        for (int start = 0; start < values.length; start += dimension) {
            double squares = 1e-12;
            for (int i = start; i < start + dimension; i++) {
                squares += (double) values[i] * values[i];
            }
            for (int i = start; i < start + dimension; i++) {
                values[i] = (float) (values[i] / Math.sqrt(squares));
            }
        }
    }

    int dimension() {
        return dimension;
    }

    /** The rows of some images, {@code [2 * chosen.length, dimension]}, by view. */
    HostTensor of(int[] chosen) {
        float[] rows = new float[2 * chosen.length * dimension];
        for (int view = 0; view < 2; view++) {
            for (int i = 0; i < chosen.length; i++) {
                System.arraycopy(
                        values,
                        (view * images + chosen[i]) * dimension,
                        rows,
                        (view * chosen.length + i) * dimension,
                        dimension);
            }
        }
        return HostTensor.of(Shape.of(2 * chosen.length, dimension), rows);
    }
}
