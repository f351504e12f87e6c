package org.disentangle.datasets.augmentation;

import org.disentangle.core.tensor.Tensor;

/** The grey value torchvision computes: {@code 0.2989 R + 0.587 G + 0.114 B}. */
final class Luma {
    private Luma() {}

    /**
     * @param images {@code [n, 3, h, w]}
     * @return {@code [n, 1, h, w]}
     */
    static Tensor of(Tensor images) {
        Tensor red = images.slice(1, 0, 1).times(0.2989);
        Tensor green = images.slice(1, 1, 1).times(0.587);
        Tensor blue = images.slice(1, 2, 1).times(0.114);
        return red.plus(green).plus(blue);
    }
}
