package org.disentangle.runner.agree;

import org.disentangle.runner.compare.Comparison;
import org.disentangle.runner.compare.MetricDifference;

/** Whether two engines' finished trials score differently by one metric, all of them together. */
public record MetricAgreement(MetricDifference difference) implements Verdict {

    /** No difference is shown, and none that there is was left untested. */
    @Override
    public boolean agrees() {
        return difference.equal() == difference.trials()
                || (difference.corrected().isPresent()
                        && difference.corrected().getAsDouble() >= Comparison.SIGNIFICANCE);
    }
}
