package org.disentangle.datasets.scene;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/**
 * Where a digit can lie: 8 places in 2 rows of 4. At 64 pixels the boxes are 28x28 with tops 2, 34 and lefts 0, 12, 24, 36:
 * the rows stand in the middle of their halves, while the columns are spread evenly and overlap, since four digits are wider than
 * the image. At 32 pixels everything is halved.
 *
 * @param side of the square scene, 32 or 64 pixels
 */
public record SceneGeometry(int side) {

    public static final int DIGIT_CLASSES = 10;
    public static final int BACKGROUND_CLASSES = 10;
    public static final int PLACES = 8;
    static final int COLUMNS = 4;

    private static final List<Integer> TOPS = List.of(2, 34);
    private static final List<Integer> LEFTS = List.of(0, 12, 24, 36);

    public SceneGeometry {
        checkSide(side);
    }

    /** @throws org.disentangle.core.UserError if scenes of this side cannot be made */
    public static void checkSide(int side) {
        Check.require(side == 32 || side == 64, "side", side, "32 or 64");
    }

    /** The digit's side. */
    public int box() {
        return scaled(28);
    }

    /** The first row of the digit's box. */
    public int top(int place) {
        return scaled(TOPS.get(place / COLUMNS));
    }

    /** The first column of the digit's box. */
    public int left(int place) {
        return scaled(LEFTS.get(place % COLUMNS));
    }

    private int scaled(int at64) {
        return at64 * side / 64;
    }

    /**
     * For each place and pixel of the scene the pixel of the digit that lies there, row by row; outside the box {@code box * box},
     * one past the digit's last pixel. INT64 {@code [PLACES, side * side]}.
     */
    HostTensor digitPixels() {
        int outside = box() * box();
        long[] pixels = new long[PLACES * side * side];
        for (int place = 0; place < PLACES; place++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int y = row - top(place);
                    int x = column - left(place);
                    boolean inside = y >= 0 && y < box() && x >= 0 && x < box();
                    pixels[(place * side + row) * side + column] = inside ? y * box() + x : outside;
                }
            }
        }
        return HostTensor.of(Shape.of(PLACES, side * side), pixels);
    }
}
