package org.disentangle.methods.burns;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.disentangle.core.Check;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Loss;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.contrastive.InfoNce;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.methods.contrastive.PairMasks;

/** What the objectives of this family share: InfoMax terms and their sum with a regulariser. */
final class Contrast {
    private Contrast() {}

    static void checkTemperature(double temperature) {
        Check.within("temperature", temperature, 1e-6, 1e6);
    }

    /** Refuses a data set without joint labels where they are wanted. */
    static void checkLabels(String method, LabelUse labels, DataSetDescription data) {
        if (labels != LabelUse.PAIR_ONLY && data.jointCardinality() == 0) {
            throw new UserError("The method '" + method + "' with 'labels: "
                    + labels.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + "' needs joint labels, and the data set '" + data.name()
                    + "' has none; use 'labels: pair-only'");
        }
    }

    static Tensor normalized(Tensor rows, boolean normalize) {
        return normalize ? rows.l2Normalize(1) : rows;
    }

    /** SubInfoMax with K = 2 (Burns et al. 2021, eq. 2): the sum of the two losses, each a mean over rows. */
    static Tensor subInfoMax(Tensor first, Tensor second, PairMasks masks, double temperature) {
        return new InfoNce(first, masks, temperature).loss().plus(new InfoNce(second, masks, temperature).loss());
    }

    static Loss loss(Tensor infoMax) {
        return new Loss(infoMax, Map.of("infomax", infoMax));
    }

    /** {@code infomax + lambda * regularizer} (eq. 3); the terms are reported without lambda. */
    static Loss loss(Tensor infoMax, double lambda, Tensor regularizer) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("infomax", infoMax);
        terms.put("regularizer", regularizer);
        return new Loss(infoMax.plus(regularizer.times(lambda)), terms);
    }
}
