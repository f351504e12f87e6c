package org.disentangle.datasets.dsprites;

/**
 * The three shapes of dSprites, in the order of its labels. Their sizes were found from the published images: with them, and corners
 * rounded to 1/256 of a pixel as graphics cards do, nearly all images come out bit for bit (docs/data.md).
 */
enum SpriteShape {
    /** Of side 19.2. */
    SQUARE(4) {
        @Override
        Outline outline() {
            double half = SIZE / 2;
            return new Outline(new double[] {-half, half, half, -half}, new double[] {-half, -half, half, half});
        }
    },
    /** A circle of diameter 19.2, stretched by 1.33 in x and pressed by as much in y; 100 corners. */
    ELLIPSE(2) {
        @Override
        Outline outline() {
            double aspect = 1.33;
            int corners = 100;
            double[] x = new double[corners];
            double[] y = new double[corners];
            for (int i = 0; i < corners; i++) {
                double t = 2 * Math.PI * i / corners;
                x[i] = SIZE / 2 * aspect * StrictMath.cos(t);
                y[i] = SIZE / 2 / aspect * StrictMath.sin(t);
            }
            return new Outline(x, y);
        }
    },
    /** The curve 16 sin³t, 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t, with fitted scales and shift; 200 corners. */
    HEART(1) {
        @Override
        Outline outline() {
            int corners = 200;
            double[] x = new double[corners];
            double[] y = new double[corners];
            for (int i = 0; i < corners; i++) {
                double t = 2 * Math.PI * i / corners;
                double sine = StrictMath.sin(t);
                double height = 13 * StrictMath.cos(t)
                        - 5 * StrictMath.cos(2 * t)
                        - 2 * StrictMath.cos(3 * t)
                        - StrictMath.cos(4 * t);
                x[i] = 0.599875 * 16 * sine * sine * sine;
                y[i] = -1.43863 - 0.662075 * height;
            }
            return new Outline(x, y);
        }
    };

    private static final double SIZE = 19.2;

    private final int symmetry;

    SpriteShape(int symmetry) {
        this.symmetry = symmetry;
    }

    /** How many turns of the shape look alike: by a quarter of the circle for 4. */
    int symmetry() {
        return symmetry;
    }

    /** At scale 1, not turned. */
    abstract Outline outline();
}
