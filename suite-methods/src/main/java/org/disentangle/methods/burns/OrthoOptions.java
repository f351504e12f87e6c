package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code ortho}.
 *
 * @param labels what joint labels do in the InfoMax term
 * @param temperature of the similarities, above 0
 * @param lambda weight of the regulariser, any finite number
 * @param partners whose other sub-embedding a sub-embedding is held against
 * @param embedding the size of z0 and of z1
 * @param hidden widths of each head's hidden layers; 0 is as wide as the head's input
 * @param normalize whether z0 and z1 are scaled to unit length, each by itself, before InfoMax compares them
 */
public record OrthoOptions(
        LabelUse labels,
        double temperature,
        double lambda,
        Partners partners,
        int embedding,
        List<Integer> hidden,
        boolean normalize) {
    public static final OrthoOptions DEFAULT =
            new OrthoOptions(LabelUse.JOINT_SUPCON, 0.1, 0.1, Partners.SELF_AND_POSITIVE, 8, List.of(0), true);

    public OrthoOptions {
        hidden = List.copyOf(hidden);
        Contrast.checkTemperature(temperature);
        Check.finite("lambda", lambda);
        Halves.checkHead(embedding, hidden);
    }
}
