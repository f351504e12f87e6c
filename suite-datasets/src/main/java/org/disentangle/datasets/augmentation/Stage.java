package org.disentangle.datasets.augmentation;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.tensor.Tensor;

/** One part of an augmentation. Its columns are named {@code group/parameter}. */
interface Stage {
    List<String> columns();

    /** @param streams the random stream of a parameter group for this step */
    void draw(Columns<float[]> columns, int rows, Function<String, UniformRandomProvider> streams);

    /**
     * Draws one view's parameters near those of another. What a transform does not know how to draw near stays as it was drawn.
     *
     * @param transform whose parameters, such as {@code crop}; others are left alone
     */
    default void drawNear(
            String transform, Columns<float[]> columns, int row, int source, UniformRandomProvider random) {}

    /** @param images {@code [n, 3, h, w]} */
    Tensor apply(Tensor images, Columns<Tensor> columns);

    /** Uniform on [from, to). */
    static double uniform(UniformRandomProvider random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }
}
