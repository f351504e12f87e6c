package org.disentangle.metrics.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.metrics.dci.FactorExamples;
import org.disentangle.testkit.MetricContract;
import org.junit.jupiter.api.Test;

class DownstreamGbtContractTest extends MetricContract<DownstreamGbtOptions> {

    @Override
    protected Metric<DownstreamGbtOptions> metric() {
        return new DownstreamGbt();
    }

    @Override
    protected List<DownstreamGbtOptions> settings() {
        return List.of(new DownstreamGbtOptions(List.of(10, 90), new BoostingOptions(10, 0.1, 3)));
    }

    /** Which rows are the first ones depends on their order. */
    @Override
    protected boolean ignoresOrderOfRows() {
        return false;
    }

    @Test
    void more_rows_teach_more_and_sizes_that_there_are_not_are_undefined() {
        FactorExamples examples = new FactorExamples().categorical("shape", 3).categorical("tone", 2);
        List<Score> scores = new DownstreamGbt()
                .score(
                        DownstreamGbtOptions.DEFAULT,
                        examples.about(400, 200, 0.6).input());
        assertThat(scores).extracting(Score::metric).containsExactly("downstream-gbt/10", "downstream-gbt/100");
        assertThat(scores.get(1).value()).isGreaterThan(scores.get(0).value()).isGreaterThan(0.6);
        assertThat(examples.undefined())
                .extracting(undefined -> undefined.metric() + ": " + undefined.reason())
                .containsExactly(
                        "downstream-gbt/1000: there are only 400 training rows",
                        "downstream-gbt/10000: there are only 400 training rows");
    }

    @Test
    void sizes_are_checked() {
        assertThatThrownBy(() -> new DownstreamGbtOptions(List.of(1), BoostingOptions.DEFAULT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'sizes'");
        assertThatThrownBy(() -> new DownstreamGbtOptions(List.of(10, 10), BoostingOptions.DEFAULT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'sizes'");
        assertThatThrownBy(() -> new BoostingOptions(0, 0.1, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'stages'");
    }
}
