package org.disentangle.datasets.scene;

import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;

/** The three factors of a scene, by the names that Burns et al. 2021 give them. */
public enum SceneFactor {
    /** Digit class, 0 to 9. */
    DC,
    /** Background class, 0 to 9. */
    BC,
    /** The digit's location, 0 to 7: row by row, two rows of four. */
    DL;

    /** @param backgrounds the names of the background classes */
    Factor factor(List<String> backgrounds) {
        return switch (this) {
            case DC ->
                new Factor(
                        name(),
                        "digit class",
                        IntStream.range(0, SceneGeometry.DIGIT_CLASSES)
                                .mapToObj(String::valueOf)
                                .toList());
            case BC -> new Factor(name(), "background class", backgrounds);
            case DL ->
                new Factor(
                        name(),
                        "digit location",
                        IntStream.range(0, SceneGeometry.PLACES)
                                .mapToObj(place -> (place / SceneGeometry.COLUMNS == 0 ? "top " : "bottom ")
                                        + (place % SceneGeometry.COLUMNS + 1))
                                .toList());
        };
    }
}
