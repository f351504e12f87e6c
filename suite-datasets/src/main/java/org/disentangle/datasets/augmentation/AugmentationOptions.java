package org.disentangle.datasets.augmentation;

import org.disentangle.core.Check;

/**
 * What happens to a view, in this order: crop and resize, flip, zoom with translation and rotation, colour jitter, grey, blur. A stage that cannot change anything
 * is left out of the program.
 *
 * @param flip probability of a horizontal flip
 * @param grey probability of losing all colour
 */
public record AugmentationOptions(Crop crop, double flip, Placement placement, Jitter jitter, double grey, Blur blur) {
    /** The setting recommended for a CPU in Burns et al.'s experiments: no flip, since the place of the digit is a factor. */
    public static final AugmentationOptions DEFAULT = new AugmentationOptions(
            new Crop(0.6, 1, 0.75, 4.0 / 3), 0, new Jitter(0.8, 0.4, 0.4, 0.4, 0.1), 0.2, new Blur(0, 7, 0.1, 2));

    /** Changes nothing. */
    public static final AugmentationOptions NONE =
            new AugmentationOptions(new Crop(1, 1, 1, 1), 0, new Jitter(0, 0, 0, 0, 0), 0, new Blur(0, 7, 0.1, 2));

    /** Without zoom, translation and rotation. */
    public AugmentationOptions(Crop crop, double flip, Jitter jitter, double grey, Blur blur) {
        this(crop, flip, Placement.NONE, jitter, grey, blur);
    }

    /** Whether anything can change. */
    public boolean active() {
        return crop.active() || flip > 0 || placement.active() || jitter.active() || grey > 0 || blur.active();
    }

    public AugmentationOptions {
        Check.within("flip", flip, 0, 1);
        Check.within("grey", grey, 0, 1);
    }

    /**
     * A box of random area and aspect, resized to the whole (torchvision's RandomResizedCrop).
     *
     * @param minimumArea and maximumArea as fractions of the image; both 1 with aspects 1 means no crop
     * @param minimumAspect and maximumAspect width over height, drawn log-uniformly
     * @param near the area of a constrained crop over that of the crop it is drawn near, from {@code 2 - near} to {@code near};
     *     Eastwood et al. 2023 have 1.4
     */
    public record Crop(
            double minimumArea, double maximumArea, double minimumAspect, double maximumAspect, double near) {
        public Crop {
            Check.within("near", near, 1, 1.9);
            Check.within("minimum_area", minimumArea, 1e-4, 1);
            Check.within("maximum_area", maximumArea, minimumArea, 1);
            Check.within("minimum_aspect", minimumAspect, 0.01, 100);
            Check.within("maximum_aspect", maximumAspect, minimumAspect, 100);
        }

        /** With the paper's range for constrained crops. */
        public Crop(double minimumArea, double maximumArea, double minimumAspect, double maximumAspect) {
            this(minimumArea, maximumArea, minimumAspect, maximumAspect, 1.4);
        }

        boolean active() {
            return minimumArea < 1 || maximumArea < 1 || minimumAspect != 1 || maximumAspect != 1;
        }
    }

    /**
     * Factors drawn uniformly from [max(0, 1 - s), 1 + s], the hue's shift from [-hue, hue] turns (torchvision's ColorJitter). The
     * order is brightness, contrast, saturation, hue for every view; torchvision draws the order too.
     *
     * @param probability of jittering a view at all
     */
    public record Jitter(double probability, double brightness, double contrast, double saturation, double hue) {
        public Jitter {
            Check.within("probability", probability, 0, 1);
            Check.within("brightness", brightness, 0, 10);
            Check.within("contrast", contrast, 0, 10);
            Check.within("saturation", saturation, 0, 10);
            Check.within("hue", hue, 0, 0.5);
        }

        boolean active() {
            return probability > 0 && (brightness > 0 || contrast > 0 || saturation > 0 || hue > 0);
        }
    }

    /**
     * A Gaussian blur with reflected borders (torchvision's GaussianBlur).
     *
     * @param kernel odd, in pixels
     * @param minimumSigma and maximumSigma in pixels, drawn uniformly
     */
    public record Blur(double probability, int kernel, double minimumSigma, double maximumSigma) {
        public Blur {
            Check.within("probability", probability, 0, 1);
            Check.require(
                    kernel >= 3 && kernel <= 99 && kernel % 2 == 1, "kernel", kernel, "an odd number from 3 to 99");
            Check.positive("minimum_sigma", minimumSigma);
            Check.within("maximum_sigma", maximumSigma, minimumSigma, 100);
        }

        boolean active() {
            return probability > 0;
        }
    }

    /**
     * The augmentations of ColorDSprites (Eastwood et al. 2023): the picture is made smaller or larger, moved and turned about its
     * middle; what comes in from outside is black. One bilinear resampling does all three, where the authors resize, move and
     * turn one after the other.
     *
     * @param zoom s: half of the views are padded by 0 to {@code int(side / 10 * s - 1)} pixels on each side, the others keep a
     *     central square of {@code int(side / s)} to all pixels; 1 for none
     * @param translation the largest move, as a fraction of width and height, 0 to 1
     * @param rotation the largest turn to either side, in degrees
     * @param rotationProbability of turning a view at all
     */
    public record Placement(double zoom, double translation, double rotation, double rotationProbability) {
        public static final Placement NONE = new Placement(1, 0, 0, 0.5);

        public Placement {
            Check.within("zoom", zoom, 1, 10);
            Check.within("translation", translation, 0, 1);
            Check.within("rotation", rotation, 0, 180);
            Check.within("rotation_probability", rotationProbability, 0, 1);
        }

        boolean active() {
            return zooms() || translation > 0 || rotates();
        }

        boolean zooms() {
            return zoom > 1;
        }

        boolean rotates() {
            return rotation > 0 && rotationProbability > 0;
        }
    }
}
