package org.disentangle.datasets.drawndigits;

import java.util.stream.IntStream;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.datasets.image.LabeledImages;
import org.disentangle.datasets.scene.SceneGeometry;

/**
 * Draws the pools. Image i has class {@code i mod 10} and a random stream of its own, named by split and kind, so that the splits
 * have no drawing in common and the number of threads makes no difference.
 */
final class DrawnPools {

    private static final int CHUNK = 64;

    private final SceneGeometry geometry;
    private final SeedStreams streams;

    DrawnPools(SceneGeometry geometry, long seed) {
        this.geometry = geometry;
        this.streams = new SeedStreams(seed);
    }

    LabeledImages digits(Split split, int count) {
        int side = geometry.box();
        byte[] pixels = new byte[count * side * side];
        String stream = "digits/" + split.label();
        inChunks(count, (from, to) -> {
            DigitPen pen = new DigitPen(side);
            for (int i = from; i < to; i++) {
                pen.draw(i % SceneGeometry.DIGIT_CLASSES, streams.stream(stream, i), pixels, i * side * side);
            }
        });
        return new LabeledImages(1, side, side, pixels, labels(count));
    }

    LabeledImages textures(Split split, int count) {
        int side = geometry.side();
        byte[] pixels = new byte[count * 3 * side * side];
        String stream = "textures/" + split.label();
        TextureClass[] classes = TextureClass.values();
        inChunks(count, (from, to) -> {
            TexturePainter painter = new TexturePainter(side);
            for (int i = from; i < to; i++) {
                painter.paint(classes[i % classes.length], streams.stream(stream, i), pixels, i * 3 * side * side);
            }
        });
        return new LabeledImages(3, side, side, pixels, labels(count));
    }

    private static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels;
    }

    private static void inChunks(int count, Range range) {
        IntStream.range(0, (count + CHUNK - 1) / CHUNK)
                .parallel()
                .forEach(chunk -> range.run(chunk * CHUNK, Math.min(count, (chunk + 1) * CHUNK)));
    }

    @FunctionalInterface
    private interface Range {
        void run(int from, int to);
    }
}
