package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code sub-infomax}.
 *
 * @param labels what joint labels do
 * @param temperature of the similarities, above 0
 * @param embedding the size of z0 and of z1
 * @param hidden widths of each head's hidden layers; 0 is as wide as the head's input
 * @param normalize whether z0 and z1 are scaled to unit length, each by itself, before they are compared
 */
public record SubInfomaxOptions(
        LabelUse labels, double temperature, int embedding, List<Integer> hidden, boolean normalize) {
    public static final SubInfomaxOptions DEFAULT =
            new SubInfomaxOptions(LabelUse.JOINT_SUPCON, 0.1, 8, List.of(0), true);

    public SubInfomaxOptions {
        hidden = List.copyOf(hidden);
        Contrast.checkTemperature(temperature);
        Halves.checkHead(embedding, hidden);
    }
}
