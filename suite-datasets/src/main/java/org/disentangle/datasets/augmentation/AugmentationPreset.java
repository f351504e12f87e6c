package org.disentangle.datasets.augmentation;

import java.util.List;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.Registry;
import org.disentangle.datasets.augmentation.AugmentationOptions.Blur;
import org.disentangle.datasets.augmentation.AugmentationOptions.Crop;
import org.disentangle.datasets.augmentation.AugmentationOptions.Jitter;
import org.disentangle.datasets.augmentation.AugmentationOptions.Placement;

/**
 * Augmentations of papers by name, to start from: what a user says beside {@code preset} is laid over it. The trial's specification
 * holds the values, not the name.
 */
public record AugmentationPreset(String name, String summary, AugmentationOptions options) implements Named {
    private static final Crop WHOLE = AugmentationOptions.NONE.crop();
    private static final Blur NO_BLUR = AugmentationOptions.NONE.blur();

    /** All presets. Strengths of Eastwood et al. 2023 as their configuration files have them. */
    public static final Registry<AugmentationPreset> ALL = Registry.of(
            "augmentation preset",
            List.of(
                    new AugmentationPreset("none", "Changes nothing", AugmentationOptions.NONE),
                    dsprites("weak", new Placement(1.5, 0.15, 20, 0.5), new Jitter(0.8, 0.2, 0.2, 0.2, 0.1), 0),
                    dsprites("medium", new Placement(2, 0.2, 60, 0.5), new Jitter(1, 0.4, 0.4, 0.4, 0.3), 0.2),
                    dsprites("strong", new Placement(3, 0.25, 180, 0.5), new Jitter(1, 0.6, 0.6, 0.6, 0.5), 0.2),
                    dsprites("strongest", new Placement(4, 0.25, 180, 0.5), new Jitter(1, 0.8, 0.8, 0.8, 0.5), 0.2),
                    imagenet("weak", 0.25, new Jitter(0.8, 0.2, 0.2, 0.2, 0.1), 0.1),
                    imagenet("medium", 0.08, new Jitter(0.8, 0.4, 0.4, 0.2, 0.1), 0.2),
                    imagenet("strong", 0.04, new Jitter(1, 0.8, 0.8, 0.4, 0.5), 0.25),
                    imagenet("simclr", 0.08, new Jitter(0.8, 0.8, 0.8, 0.8, 0.2), 0.2),
                    new AugmentationPreset(
                            "ip-irm",
                            "Crops, flips, jitter, grey and a 3x3 blur (Wang et al. 2021)",
                            new AugmentationOptions(
                                    new Crop(0.08, 1, 0.75, 4.0 / 3),
                                    0.5,
                                    new Jitter(0.8, 0.4, 0.4, 0.4, 0.1),
                                    0.2,
                                    new Blur(0.5, 3, 0.1, 2)))));

    private static AugmentationPreset dsprites(String strength, Placement placement, Jitter jitter, double grey) {
        return new AugmentationPreset(
                "dsprites-" + strength,
                "Zoom, translation, rotation, jitter and grey of ColorDSprites (Eastwood et al. 2023)",
                new AugmentationOptions(WHOLE, 0, placement, jitter, grey, NO_BLUR));
    }

    /** All views alike; the authors' asymmetric sets blur and solarise queries and keys differently. */
    private static AugmentationPreset imagenet(String strength, double leastArea, Jitter jitter, double grey) {
        return new AugmentationPreset(
                "imagenet-" + strength,
                "Crops, flips, jitter, grey and blur of ImageNet (Eastwood et al. 2023), the same for all views",
                new AugmentationOptions(
                        new Crop(leastArea, 1, 0.75, 4.0 / 3), 0.5, jitter, grey, new Blur(0.5, 23, 0.1, 2)));
    }
}
