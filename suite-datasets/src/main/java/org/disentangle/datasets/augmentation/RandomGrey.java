package org.disentangle.datasets.augmentation;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.tensor.Tensor;

/** Replaces all three channels by the grey value, for some views (torchvision's RandomGrayscale). */
final class RandomGrey implements Stage {
    private static final String GREY = "grey/applies";

    private final double probability;

    RandomGrey(double probability) {
        this.probability = probability;
    }

    @Override
    public List<String> columns() {
        return List.of(GREY);
    }

    @Override
    public void draw(Columns<float[]> columns, int rows, Function<String, UniformRandomProvider> streams) {
        UniformRandomProvider random = streams.apply("grey");
        for (int row = 0; row < rows; row++) {
            columns.get(GREY)[row] = random.nextDouble() < probability ? 1 : 0;
        }
    }

    @Override
    public Tensor apply(Tensor images, Columns<Tensor> columns) {
        Tensor applies = columns.get(GREY).reshape(images.size(0), 1, 1, 1);
        return Luma.of(images).where(applies, images);
    }
}
