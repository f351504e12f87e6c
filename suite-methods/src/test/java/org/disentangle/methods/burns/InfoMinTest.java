package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;

import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Method;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.junit.jupiter.api.Test;

class InfoMinTest extends MethodGradientContract<InfoMinOptions> {

    @Override
    protected Method<InfoMinOptions> method() {
        return new InfoMin();
    }

    @Override
    protected List<InfoMinOptions> settings() {
        return List.of(
                InfoMinOptions.DEFAULT,
                options(LabelUse.JOINT_EXCLUDE, 0.5, 1, 3, true),
                options(LabelUse.PAIR_ONLY, 2, -0.3, 3, false));
    }

    /** Equal halves: the numerator is exp(1/t), the denominator holds the two other samples of the view at exp(0). */
    @Test
    void equal_halves_of_orthogonal_samples_cost_what_the_formula_says() {
        Batch batch = Batch.twice(row(1, 0, 0, 1, 0, 0), row(0, 1, 0, 0, 1, 0), row(0, 0, 1, 0, 0, 1));
        double regularizer = batch.value(method(), options(LabelUse.PAIR_ONLY, 0.5, 1, 3, true), "regularizer");
        assertThat(regularizer).isCloseTo(2 * (2 - Math.log(2)), within(1e-9));
    }

    @Test
    void opposite_halves_cost_least() {
        Batch batch = Batch.twice(row(1, 0, -1, 0), row(0, 1, 0, -1));
        double regularizer = batch.value(method(), options(LabelUse.PAIR_ONLY, 0.5, 1, 2, true), "regularizer");
        assertThat(regularizer).isCloseTo(2 * (-2 - 0), within(1e-9));
    }

    /** The other view holds other rows; if it stood in the denominator, the value would differ. */
    @Test
    void views_are_not_compared_with_each_other() {
        Batch batch = Batch.of(row(1, 0, 0, 1), row(0, 1, 1, 0), row(1, 0, 1, 0), row(1, 0, 0, 1));
        double regularizer = batch.value(method(), options(LabelUse.PAIR_ONLY, 1, 1, 2, true), "regularizer");
        // View 0: all products are 0. View 1, z0: both rows equal, so the denominator is exp(1); z1: at right angles.
        double viewOne = (1 - 1) + (0 - 1) + (1 - 0) + (0 - 0);
        assertThat(regularizer).isCloseTo(viewOne / 4, within(1e-9));
    }

    /** Groups 0 and 1 share a label: each has group 2 alone in its denominator; group 2 has both. */
    @Test
    void exclusion_removes_rows_of_the_same_label_from_the_denominator() {
        Batch batch = Batch.twice(row(1, 0, 0, 0, 0, 1), row(0, 1, 0, 0, 0, 1), row(0, 0, 1, 1, 0, 0))
                .labels("labels/joint", 4, 4, 1);
        double excluded = batch.value(method(), options(LabelUse.JOINT_EXCLUDE, 1, 1, 3, true), "regularizer");
        assertThat(excluded).isCloseTo(2 * -Math.log(2) / 3, within(1e-9));
        double kept = batch.value(method(), options(LabelUse.PAIR_ONLY, 1, 1, 3, true), "regularizer");
        // z1 of groups 0 and 1 are equal: exp(1) + exp(0) in their denominators.
        double z1 = (2 * -Math.log(Math.exp(1) + 1) - Math.log(2)) / 3;
        assertThat(kept).isCloseTo(-Math.log(2) + z1, within(1e-9));
    }

    @Test
    void where_nobody_is_left_in_the_denominator_the_regulariser_is_0() {
        Batch batch = Batch.twice(row(1, 0, 0, 1), row(0, 1, 1, 0)).labels("labels/joint", 3, 3);
        assertThat(batch.value(method(), options(LabelUse.JOINT_EXCLUDE, 0.1, 1, 2, true), "regularizer"))
                .isZero();
    }

    @Test
    void lambda_weighs_the_regulariser_and_the_terms_are_reported_without_it() {
        Batch batch = Batch.twice(row(1, 0, 0.6, 0.8), row(0, 1, 0.8, -0.6));
        Map<String, ReferenceTensor> outputs = batch.outputs(method(), options(LabelUse.PAIR_ONLY, 0.5, -2.5, 2, true));
        assertThat(outputs.keySet()).containsExactly("loss", "infomax", "regularizer");
        assertThat(outputs.get("loss").scalar())
                .isCloseTo(
                        outputs.get("infomax").scalar()
                                - 2.5 * outputs.get("regularizer").scalar(),
                        within(1e-9));
    }

    private static InfoMinOptions options(
            LabelUse labels, double temperature, double lambda, int embedding, boolean normalize) {
        return new InfoMinOptions(labels, temperature, lambda, embedding, List.of(0), normalize);
    }
}
