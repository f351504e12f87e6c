package org.disentangle.metrics.dci;

import java.util.List;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;

/** Predicts factors from codes and says which code dimensions it did so by. */
@FunctionalInterface
interface Explainer {
    /** @param factors at least one, none of them constant in training; codes and factors have the same training rows */
    Explained explain(BlockCodes codes, List<FactorColumn> factors);
}
