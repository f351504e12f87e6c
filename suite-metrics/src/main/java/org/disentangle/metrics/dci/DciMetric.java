package org.disentangle.metrics.dci;

import java.util.List;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;

/**
 * What the DCI metrics share. {@code id/disentanglement} (1: every code dimension matters for one factor alone), {@code
 * id/completeness} (1: one dimension alone matters for a factor; over all factors, and per factor), {@code id/informativeness} (test
 * accuracy of classes, test R^2 of numbers; per factor, and the mean if all factors are of one kind), for numbers also {@code
 * id/nrmse} (root of the test mean squared error by the test deviation; lower is better). For a whole with parts {@code
 * id/block-disentanglement} and {@code id/block-completeness}, from the importances summed over each part's dimensions.
 *
 * <p>Each number of a continuous factor is a column of the importances of its own; the factor's score is the mean over its numbers.
 * Factors that are constant in training are left out. Undefined are disentanglement with a single factor and completeness with a
 * single dimension (or part). All importances 0, as of dead codes, give 0 by definition.
 *
 * <p>Details: {@code factors} (columns of the importances), {@code dimensions}, {@code train_rows}, {@code train} (informativeness on the
 * training rows), and {@code principal_components} where the block was too wide and its components were scored in its place. The
 * matrices {@code importance} and {@code block importance} go to the findings.
 */
abstract class DciMetric<O extends Record> implements Metric<O> {

    @Override
    public List<Citation> citations() {
        return List.of(Citations.EASTWOOD_2018, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public Direction direction(String score) {
        return score.endsWith(Dci.NRMSE) ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER;
    }
}
