package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code infomin}.
 *
 * @param labels what joint labels do, in both terms
 * @param temperature of the similarities, above 0, in both terms
 * @param lambda weight of the regulariser, any finite number
 * @param embedding the size of z0 and of z1
 * @param hidden widths of each head's hidden layers; 0 is as wide as the head's input
 * @param normalize whether z0 and z1 are scaled to unit length, each by itself, before they are compared
 */
public record InfoMinOptions(
        LabelUse labels, double temperature, double lambda, int embedding, List<Integer> hidden, boolean normalize) {
    public static final InfoMinOptions DEFAULT =
            new InfoMinOptions(LabelUse.JOINT_SUPCON, 0.1, 0.1, 8, List.of(0), true);

    public InfoMinOptions {
        hidden = List.copyOf(hidden);
        Contrast.checkTemperature(temperature);
        Check.finite("lambda", lambda);
        Halves.checkHead(embedding, hidden);
    }
}
