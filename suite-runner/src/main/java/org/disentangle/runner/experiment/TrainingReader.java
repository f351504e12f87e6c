package org.disentangle.runner.experiment;

import java.util.List;
import org.disentangle.datasets.augmentation.AugmentationPreset;
import org.disentangle.runner.json.Tree;

/** Reads {@code training}, whose {@code augmentation} may start from a preset. */
final class TrainingReader {
    static final String AUGMENTATION = "augmentation";
    static final String PRESET = "preset";

    private TrainingReader() {}

    /** What the user said, over the preset if one is named, over what holds otherwise. */
    static TrainingOptions over(TrainingOptions base, Tree tree) {
        if (tree instanceof Tree.Mapping training
                && training.get(AUGMENTATION) instanceof Tree.Mapping augmentation
                && augmentation.get(PRESET) != null) {
            Tree name = augmentation.require(PRESET);
            AugmentationPreset preset = ExperimentReader.placed(
                    name.place(), () -> AugmentationPreset.ALL.get(name.asText("'" + PRESET + "'")));
            Tree rest = training.with(AUGMENTATION, augmentation.without(List.of(PRESET)));
            return ComponentReader.RECORDS.over(base.with(preset.options()), rest);
        }
        return ComponentReader.RECORDS.over(base, tree);
    }
}
