package org.disentangle.datasets.dsprites;

import java.util.stream.IntStream;
import org.disentangle.datasets.tinted.GreyImages;

/** Draws sprites by their numbers. The number of threads makes no difference. */
final class SpritePool {

    private static final int CHUNK = 1024;

    private final int side;
    private final int supersampling;
    private final Outline[] outlines;

    SpritePool(int side, int supersampling) {
        this.side = side;
        this.supersampling = supersampling;
        this.outlines = new Outline[SpriteGrid.SHAPES * SpriteGrid.SCALES * SpriteGrid.ORIENTATIONS];
        for (int i = 0; i < outlines.length; i++) {
            int image = i * SpriteGrid.PLACES * SpriteGrid.PLACES;
            outlines[i] = SpriteShape.values()[SpriteGrid.shape(image)]
                    .outline()
                    .turned(
                            SpriteGrid.scaleValue(SpriteGrid.scale(image)),
                            SpriteGrid.angleValue(SpriteGrid.orientation(image)));
        }
    }

    /**
     * The sprites with these numbers, in their order: as bits if there is one sample per pixel.
     *
     * @param images numbers of {@link SpriteGrid}
     */
    GreyImages draw(int... images) {
        boolean packed = supersampling == 1;
        int imageBytes = GreyImages.imageBytes(side, packed);
        byte[] content = new byte[Math.multiplyExact(images.length, imageBytes)];
        IntStream.range(0, (images.length + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            SpriteCanvas canvas = new SpriteCanvas(side, supersampling);
            int end = Math.min(images.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                int image = images[i];
                canvas.draw(
                        outlines[image / (SpriteGrid.PLACES * SpriteGrid.PLACES)],
                        centre(SpriteGrid.x(image)),
                        centre(SpriteGrid.y(image)));
                if (packed) {
                    canvas.writeBits(content, i * imageBytes);
                } else {
                    canvas.writeBytes(content, i * imageBytes);
                }
            }
        });
        return new GreyImages(images.length, side, packed, content);
    }

    /** Sprites' centres lie in the middle half of the image. */
    private static double centre(int place) {
        return SpriteCanvas.ORIGINAL_SIDE * (0.25 + SpriteGrid.placeValue(place) / 2);
    }
}
