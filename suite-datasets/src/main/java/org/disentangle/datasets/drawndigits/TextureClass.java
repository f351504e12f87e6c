package org.disentangle.datasets.drawndigits;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The ten background classes. A class is a shape of pattern; its direction, wavelength, phase and proportions are drawn
 * anew for each image, and its colours elsewhere, so that neither tells the class.
 */
enum TextureClass {
    BLOBS {
        @Override
        Texture draw(UniformRandomProvider random) {
            return new ValueNoise(random, random.nextInt(4, 8));
        }
    },
    BRICKS {
        @Override
        Texture draw(UniformRandomProvider random) {
            Plane plane = Plane.draw(random, 0.2, 0.3);
            double aspect = random.nextDouble(1.7, 2.4);
            double shift = random.nextDouble(0.35, 0.65);
            double joint = random.nextDouble(0.14, 0.22);
            return (x, y) -> {
                double row = plane.v(x, y);
                double index = Math.floor(row);
                double along = plane.u(x, y) / aspect + shift * (index - 2 * Math.floor(index / 2));
                double gap = Math.min(Periodic.distanceToInteger(row), aspect * Periodic.distanceToInteger(along));
                return Periodic.ramp(gap / joint - 0.5);
            };
        }
    },
    CHECKS {
        @Override
        Texture draw(UniformRandomProvider random) {
            Plane plane = Plane.draw(random, 0.3, 0.5);
            return (x, y) -> {
                double product = Periodic.swing(plane.u(x, y)) * Periodic.swing(plane.v(x, y));
                return Periodic.ramp(0.5 + 2.5 * product);
            };
        }
    },
    DOTS {
        @Override
        Texture draw(UniformRandomProvider random) {
            Plane plane = Plane.draw(random, 0.23, 0.38);
            double radius = random.nextDouble(0.24, 0.36);
            return (x, y) -> {
                double row = plane.v(x, y) * 1.1547;
                double index = Math.floor(row);
                double column = plane.u(x, y) + 0.5 * (index - 2 * Math.floor(index / 2));
                double dy = row - index - 0.5;
                double dx = column - Math.floor(column) - 0.5;
                return Periodic.ramp((radius - Math.sqrt(dx * dx + dy * dy)) * 6 + 0.5);
            };
        }
    },
    GRAIN {
        @Override
        Texture draw(UniformRandomProvider random) {
            ValueNoise fine = new ValueNoise(random, random.nextInt(12, 17));
            ValueNoise coarse = new ValueNoise(random, 2);
            double share = random.nextDouble(0.3, 0.6);
            return (x, y) -> share * coarse.at(x, y) + (1 - share) * fine.at(x, y);
        }
    },
    GRID {
        @Override
        Texture draw(UniformRandomProvider random) {
            Plane plane = Plane.draw(random, 0.24, 0.4);
            double line = random.nextDouble(0.12, 0.22);
            return (x, y) -> {
                double gap =
                        Math.min(Periodic.distanceToInteger(plane.u(x, y)), Periodic.distanceToInteger(plane.v(x, y)));
                return Periodic.ramp(gap / line - 0.4);
            };
        }
    },
    RAYS {
        @Override
        Texture draw(UniformRandomProvider random) {
            double centreX = random.nextDouble(0.2, 0.8);
            double centreY = random.nextDouble(0.2, 0.8);
            int rays = random.nextInt(6, 12);
            double phase = random.nextDouble();
            return (x, y) -> {
                double turn = StrictMath.atan2(y - centreY, x - centreX) / (2 * Math.PI);
                return 0.5 + 0.5 * Periodic.swing(rays * turn + phase);
            };
        }
    },
    RINGS {
        @Override
        Texture draw(UniformRandomProvider random) {
            double centreX = random.nextDouble(0.2, 0.8);
            double centreY = random.nextDouble(0.2, 0.8);
            double wavelength = random.nextDouble(0.14, 0.3);
            double phase = random.nextDouble();
            return (x, y) -> {
                double dx = x - centreX;
                double dy = y - centreY;
                return 0.5 + 0.5 * Periodic.swing(Math.sqrt(dx * dx + dy * dy) / wavelength + phase);
            };
        }
    },
    STRIPES {
        @Override
        Texture draw(UniformRandomProvider random) {
            Plane plane = Plane.draw(random, 0.14, 0.3);
            return (x, y) -> 0.5 + 0.5 * Periodic.swing(plane.u(x, y));
        }
    },
    WAVES {
        @Override
        Texture draw(UniformRandomProvider random) {
            Plane plane = Plane.draw(random, 0.2, 0.32);
            double length = random.nextDouble(1.8, 3.2);
            double depth = random.nextDouble(0.4, 0.8);
            return (x, y) -> {
                double bend = depth * Periodic.swing(plane.v(x, y) / length);
                return 0.5 + 0.5 * Periodic.swing(plane.u(x, y) + bend);
            };
        }
    };

    /** Draws one pattern of this class. */
    abstract Texture draw(UniformRandomProvider random);
}
