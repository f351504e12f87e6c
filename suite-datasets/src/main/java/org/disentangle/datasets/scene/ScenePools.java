package org.disentangle.datasets.scene;

import org.disentangle.datasets.image.LabeledImages;

/** What the scenes of one split are made of: grey digits and RGB backgrounds. */
public record ScenePools(LabeledImages digits, LabeledImages backgrounds) {

    public ScenePools {
        if (digits.channels() != 1 || backgrounds.channels() != 3) {
            throw new IllegalArgumentException("Digits are grey and backgrounds RGB, not of " + digits.channels()
                    + " and " + backgrounds.channels() + " channels");
        }
    }
}
