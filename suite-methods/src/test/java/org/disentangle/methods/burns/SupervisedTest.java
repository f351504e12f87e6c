package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Factor;
import org.disentangle.core.method.Method;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.testkit.MethodGradientContract;
import org.junit.jupiter.api.Test;

class SupervisedTest extends MethodGradientContract<SupervisedOptions> {

    @Override
    protected Method<SupervisedOptions> method() {
        return new Supervised();
    }

    @Override
    protected List<SupervisedOptions> settings() {
        return List.of(SupervisedOptions.DEFAULT, new SupervisedOptions(2, false));
    }

    /** r0 holds factor A and r1 factor B as unit vectors: positives at 1, negatives at 0. */
    @Test
    void each_half_is_trained_with_one_factors_labels() {
        Batch batch = Batch.twice(row(1, 0, 1, 0), row(1, 0, 0, 1), row(0, 1, 1, 0))
                .labels("labels/A", 0, 0, 1)
                .labels("labels/B", 0, 1, 0);
        Map<String, ReferenceTensor> outputs = batch.outputs(method(), new SupervisedOptions(1, true));

        double three = Math.log(3 * Math.E + 2) - 1;
        double one = Math.log(Math.E + 4) - 1;
        double half = (2 * three + one) / 3;
        assertThat(outputs.keySet()).containsExactly("loss", "infomax_0", "infomax_1", "infomax");
        assertThat(outputs.get("infomax_0").scalar()).isCloseTo(half, within(1e-9));
        assertThat(outputs.get("infomax_1").scalar()).isCloseTo(half, within(1e-9));
        assertThat(outputs.get("loss").scalar()).isCloseTo(2 * half, within(1e-9));
    }

    @Test
    void the_halves_exchanged_cost_more() {
        Batch batch = Batch.twice(row(1, 0, 1, 0), row(0, 1, 1, 0), row(1, 0, 0, 1))
                .labels("labels/A", 0, 0, 1)
                .labels("labels/B", 0, 1, 0);
        double exchanged = batch.value(method(), new SupervisedOptions(1, true), "loss");
        assertThat(exchanged).isGreaterThan(2 * (Math.log(3 * Math.E + 2) - 1));
    }

    @Test
    void there_are_no_heads() {
        assertThat(method().architecture(SupervisedOptions.DEFAULT, 64).heads()).isEmpty();
    }

    @Test
    void data_whose_pairs_share_fewer_than_two_factors_are_refused() {
        DataSetDescription data = new DataSetDescription(
                "shapes",
                Shape.of(3),
                List.of(new Factor("A", "first", List.of("a", "b"))),
                List.of("A"),
                Map.of(),
                2,
                2,
                "");
        assertThatThrownBy(() -> method().check(SupervisedOptions.DEFAULT, data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'supervised'")
                .hasMessageContaining("'shapes'")
                .hasMessageContaining("[A]");
    }
}
