package org.disentangle.datasets.scene;

import org.disentangle.datasets.image.LabeledImages;

/** Pools of arbitrary pixels whose class sizes differ: class k has k + 1 times as many images as class 0. */
final class TinyPools {

    private TinyPools() {}

    static ScenePools of(SceneGeometry geometry, int smallestClass) {
        return new ScenePools(
                images(1, geometry.box(), smallestClass, 10, 101), images(3, geometry.side(), smallestClass, 10, 57));
    }

    static LabeledImages images(int channels, int side, int smallestClass, int classes, int step) {
        int count = smallestClass * classes * (classes + 1) / 2;
        byte[] labels = new byte[count];
        int next = 0;
        for (int round = 0; round < smallestClass; round++) {
            for (int label = 0; label < classes; label++) {
                for (int copy = 0; copy <= label; copy++) {
                    labels[next++] = (byte) label;
                }
            }
        }
        byte[] pixels = new byte[count * channels * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * step + i / 997);
        }
        return new LabeledImages(channels, side, side, pixels, labels);
    }
}
