package org.disentangle.methods.ipirm;

import java.util.Map;
import org.disentangle.core.method.Loss;
import org.disentangle.core.tensor.Tensor;

/** The sum of the terms of a loss. */
final class WeightedTerms {
    private WeightedTerms() {}

    /**
     * Terms as they are, but for {@code penalty}, which is weighted; for a weight above 1 the sum is divided by it, which keeps
     * gradients in range. Terms are reported without weights.
     */
    static Loss sum(Map<String, Tensor> terms, double penaltyWeight) {
        Tensor total = terms.entrySet().stream()
                .map(term -> term.getKey().equals("penalty") ? term.getValue().times(penaltyWeight) : term.getValue())
                .reduce(Tensor::plus)
                .orElseThrow();
        return new Loss(penaltyWeight > 1 ? total.dividedBy(penaltyWeight) : total, terms);
    }
}
