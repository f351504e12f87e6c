package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code ortho-perm}.
 *
 * @param labels what joint labels do in the InfoMax term
 * @param temperature of the similarities, above 0
 * @param lambda weight of the regulariser, any finite number
 * @param partners whose other sub-embedding a sub-embedding is held against
 * @param redraw when the permutation is drawn
 * @param embedding the size of z0 and of z1
 * @param hidden widths of each head's hidden layers; 0 is as wide as the head's input
 * @param normalize whether z0 and z1 are scaled to unit length, each by itself, before InfoMax compares them
 */
public record OrthoPermOptions(
        LabelUse labels,
        double temperature,
        double lambda,
        Partners partners,
        Redraw redraw,
        int embedding,
        List<Integer> hidden,
        boolean normalize) {
    public static final OrthoPermOptions DEFAULT = new OrthoPermOptions(
            LabelUse.JOINT_SUPCON, 0.1, 0.1, Partners.SELF_AND_POSITIVE, Redraw.PER_STEP, 8, List.of(0), true);

    /** When the permutation of eq. 6 is drawn; the paper does not say. */
    public enum Redraw {
        /** Anew for each step. */
        PER_STEP,
        /** Once for the whole run. */
        ONCE
    }

    public OrthoPermOptions {
        hidden = List.copyOf(hidden);
        Contrast.checkTemperature(temperature);
        Check.finite("lambda", lambda);
        Halves.checkHead(embedding, hidden);
    }
}
