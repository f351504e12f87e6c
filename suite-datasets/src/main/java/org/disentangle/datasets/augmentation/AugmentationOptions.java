package org.disentangle.datasets.augmentation;

import org.disentangle.core.Check;

/**
 * What happens to a view, in this order: crop and resize, flip, colour jitter, grey, blur. A stage that cannot change anything
 * is left out of the program.
 *
 * @param flip probability of a horizontal flip
 * @param grey probability of losing all colour
 */
public record AugmentationOptions(Crop crop, double flip, Jitter jitter, double grey, Blur blur) {
    /** The setting recommended for a CPU in Burns et al.'s experiments: no flip, since the place of the digit is a factor. */
    public static final AugmentationOptions DEFAULT = new AugmentationOptions(
            new Crop(0.6, 1, 0.75, 4.0 / 3), 0, new Jitter(0.8, 0.4, 0.4, 0.4, 0.1), 0.2, new Blur(0, 7, 0.1, 2));

    public AugmentationOptions {
        Check.within("flip", flip, 0, 1);
        Check.within("grey", grey, 0, 1);
    }

    /**
     * A box of random area and aspect, resized to the whole (torchvision's RandomResizedCrop).
     *
     * @param minimumArea and maximumArea as fractions of the image; both 1 with aspects 1 means no crop
     * @param minimumAspect and maximumAspect width over height, drawn log-uniformly
     */
    public record Crop(double minimumArea, double maximumArea, double minimumAspect, double maximumAspect) {
        public Crop {
            Check.within("minimum_area", minimumArea, 1e-4, 1);
            Check.within("maximum_area", maximumArea, minimumArea, 1);
            Check.within("minimum_aspect", minimumAspect, 0.01, 100);
            Check.within("maximum_aspect", maximumAspect, minimumAspect, 100);
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
}
