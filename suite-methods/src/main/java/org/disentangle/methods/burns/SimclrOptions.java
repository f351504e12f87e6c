package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code simclr}.
 *
 * @param labels what joint labels do; plain SimCLR uses none
 * @param temperature of the similarities, above 0
 * @param embedding the size of z, even
 * @param hidden widths of the head's hidden layers; 0 is as wide as the head's input
 * @param normalize whether z is scaled to unit length before it is compared
 */
public record SimclrOptions(
        LabelUse labels, double temperature, int embedding, List<Integer> hidden, boolean normalize) {
    public static final SimclrOptions DEFAULT = new SimclrOptions(LabelUse.PAIR_ONLY, 0.1, 16, List.of(0), true);

    public SimclrOptions {
        hidden = List.copyOf(hidden);
        Contrast.checkTemperature(temperature);
        Halves.checkOneHead(embedding, hidden);
    }
}
