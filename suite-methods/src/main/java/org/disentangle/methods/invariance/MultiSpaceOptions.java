package org.disentangle.methods.invariance;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code multi-space}.
 *
 * @param styleGroups M names of transforms or groups of transforms; style space m may use what group m does, and nothing else
 * @param pairs which views a step sees
 * @param form in which terms agreement and spread are measured
 * @param temperature of similarities or squared distances, above 0; unused by VICReg. The authors have 0.15
 * @param jointEntropy whether the whole embedding is spread, so that content is not copied into every style space
 * @param contentEntropy whether the content space is spread by itself
 * @param styleEntropy whether each style space is spread by itself: with it and without the joint one, the ablation
 * @param weight lambda of the invariance terms
 * @param contentViews which pairs make content agree
 * @param constrainedCrop whether the keys of style spaces whose crop is not shared are cropped near the query's crop
 * @param standardDeviation weight of VICReg's variance term
 * @param covariance weight of VICReg's covariance term
 * @param embedding the size of all spaces together
 * @param blocks the sizes of the M + 1 spaces, content first; empty for half and equal shares of the rest
 * @param hidden widths of the head's hidden layers, with batch norm; 0 is as wide as r
 * @param projector whether there is a head; without one the spaces are cut from r, and {@code embedding} must be its size
 */
public record MultiSpaceOptions(
        List<String> styleGroups,
        Pairs pairs,
        Form form,
        double temperature,
        boolean jointEntropy,
        boolean contentEntropy,
        boolean styleEntropy,
        AdaptiveWeight weight,
        ContentViews contentViews,
        boolean constrainedCrop,
        double standardDeviation,
        double covariance,
        int embedding,
        List<Integer> blocks,
        List<Integer> hidden,
        boolean projector) {
    public static final MultiSpaceOptions DEFAULT = new MultiSpaceOptions(
            List.of("color", "crop"),
            Pairs.EFFICIENT,
            Form.SIMCLR,
            0.15,
            true,
            true,
            false,
            AdaptiveWeight.DEFAULT,
            ContentViews.OWN,
            false,
            25,
            1,
            32,
            List.of(),
            List.of(0),
            true);

    public MultiSpaceOptions {
        styleGroups = List.copyOf(styleGroups);
        blocks = List.copyOf(blocks);
        hidden = List.copyOf(hidden);
        Spaces.check(styleGroups, embedding, blocks);
        Check.within("temperature", temperature, 1e-6, 1e6);
        Check.notNegative("standard_deviation", standardDeviation);
        Check.notNegative("covariance", covariance);
        hidden.forEach(width -> Check.within("hidden", width, 0, 1 << 16));
        Check.require(
                form != Form.EUCLIDEAN || pairs == Pairs.STANDARD,
                "pairs",
                "efficient",
                "standard with 'form: euclidean', which needs a pair of every image for every space");
    }

    /** Which pairs make content agree. */
    public enum ContentViews {
        /** Those in which every transform is drawn anew. */
        OWN,
        /** Those of every type: whatever a pair shares, content is the same ({@code m_cont_views} of the authors' code). */
        EVERY
    }

    Spaces spaces() {
        return Spaces.of(styleGroups, embedding, blocks);
    }
}
