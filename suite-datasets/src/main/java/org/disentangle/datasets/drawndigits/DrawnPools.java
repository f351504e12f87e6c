package org.disentangle.datasets.drawndigits;

import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.datasets.image.LabeledImages;
import org.disentangle.datasets.scene.SceneGeometry;

/**
 * Draws the pools. Classes go round, and each image has a random stream of its own, named by split and kind, so that the splits
 * have no drawing in common and the number of threads makes no difference.
 */
public final class DrawnPools {

    private static final int CHUNK = 64;

    private final SceneGeometry geometry;
    private final SeedStreams streams;

    DrawnPools(SceneGeometry geometry, long seed) {
        this.geometry = geometry;
        this.streams = new SeedStreams(seed);
    }

    LabeledImages digits(Split split, int count) {
        List<Integer> all =
                IntStream.range(0, SceneGeometry.DIGIT_CLASSES).boxed().toList();
        return digits(geometry.box(), all, split, count, streams.seed());
    }

    /**
     * Drawn digits of some classes, going round.
     *
     * @param side of the square images in pixels
     * @param classes some of 0 to 9, each once
     */
    public static LabeledImages digits(int side, List<Integer> classes, Split split, int count, long seed) {
        SeedStreams streams = new SeedStreams(seed);
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        String stream = "digits/" + split.label();
        inChunks(count, (from, to) -> {
            DigitPen pen = new DigitPen(side);
            for (int i = from; i < to; i++) {
                int digit = classes.get(i % classes.size());
                labels[i] = (byte) digit;
                pen.draw(digit, streams.stream(stream, i), pixels, i * side * side);
            }
        });
        return new LabeledImages(1, side, side, pixels, labels);
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
