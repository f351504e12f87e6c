package org.disentangle.datasets.augmentation;

import org.disentangle.core.tensor.Tensor;

/** Linear maps of images that act on rows and columns apart, one pair of matrices per image. */
final class Separable {
    private Separable() {}

    /**
     * @param images {@code [n, c, h, w]}
     * @param vertical {@code [n, outHeight, h]}
     * @param horizontal {@code [n, outWidth, w]}
     * @return {@code [n, c, outHeight, outWidth]}
     */
    static Tensor map(Tensor images, Tensor vertical, Tensor horizontal) {
        int n = images.size(0);
        int channels = images.size(1);
        int height = images.size(2);
        int outHeight = vertical.size(1);
        int outWidth = horizontal.size(1);
        Tensor widths = images.reshape(n, channels * height, images.size(3)).matmulTransposed(horizontal);
        Tensor rowsFirst = widths.reshape(n, channels, height, outWidth)
                .permute(0, 2, 1, 3)
                .reshape(n, height, channels * outWidth);
        return vertical.matmul(rowsFirst)
                .reshape(n, outHeight, channels, outWidth)
                .permute(0, 2, 1, 3);
    }
}
