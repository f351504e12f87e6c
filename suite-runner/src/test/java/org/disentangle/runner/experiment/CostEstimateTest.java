package org.disentangle.runner.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.runner.Fixtures;
import org.junit.jupiter.api.Test;

class CostEstimateTest {

    @Test
    void convolutions_and_linear_layers_count_two_operations_per_multiplication() {
        ProgramBuilder builder = new ProgramBuilder("cost");
        Tensor image = builder.input("x", ElementType.FLOAT32, Shape.of(2, 3, 8, 8));
        Tensor map = builder.convolution("c", image, 5, 3, 2, 1);
        builder.output("map", map);
        Tensor row = builder.input("row", ElementType.FLOAT32, Shape.of(2, 7));
        builder.output("y", builder.linear("l", row, 11, true));

        double operations = ProgramCost.operations(builder.build());

        assertThat(operations).isEqualTo(2.0 * (2 * 5 * 4 * 4) * (3 * 3 * 3) + 2.0 * (2 * 11) * 7);
    }

    @Test
    void a_trial_that_trains_costs_as_many_views_as_it_sees_and_one_that_does_not_none() {
        String yaml = Fixtures.EXPERIMENT.replace("- simclr", "- random");
        Experiment experiment = Fixtures.experiment(yaml);
        CostEstimate costs = CostEstimate.of(experiment);
        Plan plan = Fixtures.plan(yaml);

        assertThat(costs.of(plan.trials().get(0)).views()).isZero();
        assertThat(costs.of(plan.trials().get(1)).views()).isEqualTo(4 * 16 * 2);
        assertThat(costs.of(plan.trials().get(1)).operations())
                .isGreaterThan(costs.of(plan.trials().get(0)).operations());
    }
}
