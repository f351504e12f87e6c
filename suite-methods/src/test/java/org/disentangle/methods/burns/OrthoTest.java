package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;

import java.util.List;
import org.disentangle.core.method.Method;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.junit.jupiter.api.Test;

class OrthoTest extends MethodGradientContract<OrthoOptions> {

    @Override
    protected Method<OrthoOptions> method() {
        return new Ortho();
    }

    @Override
    protected List<OrthoOptions> settings() {
        return List.of(
                OrthoOptions.DEFAULT,
                options(LabelUse.JOINT_EXCLUDE, 10, Partners.ALL, 3, true),
                options(LabelUse.PAIR_ONLY, -1, Partners.SELF_AND_POSITIVE, 4, false));
    }

    @Test
    void identical_halves_in_identical_views_give_1() {
        Batch batch = Batch.twice(row(0.3, -2, 0.3, -2), row(5, 1, 5, 1), row(0, 1, 0, 1));
        assertThat(regularizer(batch, Partners.SELF_AND_POSITIVE)).isCloseTo(1, within(1e-9));
    }

    @Test
    void halves_with_disjoint_supports_give_0() {
        Batch batch = Batch.of(row(1, 0, 0, 3), row(-2, 0, 0, 1), row(4, 0, 0, 1), row(1, 0, 0, -1));
        assertThat(regularizer(batch, Partners.SELF_AND_POSITIVE)).isZero();
        assertThat(regularizer(batch, Partners.ALL)).isZero();
    }

    /**
     * z0 is (1, 0) and (1, 0), z1 is (0.6, 0.8) in view 0 and (0.8, -0.6) in view 1, for both groups: |cos| is 0.6 with a row of view
     * 0 and 0.8 with one of view 1, whichever row asks.
     */
    @Test
    void a_row_is_held_against_itself_and_its_positive() {
        Batch batch = Batch.of(row(1, 0, 0.6, 0.8), row(1, 0, 0.6, 0.8), row(1, 0, 0.8, -0.6), row(1, 0, 0.8, -0.6));
        assertThat(regularizer(batch, Partners.SELF_AND_POSITIVE)).isCloseTo(0.7, within(1e-9));
    }

    /** Groups at right angles: against all rows half of the products vanish. */
    @Test
    void against_all_rows_other_groups_count_too() {
        Batch batch = Batch.twice(row(1, 0, 1, 0), row(0, 1, 0, -1));
        assertThat(regularizer(batch, Partners.SELF_AND_POSITIVE)).isCloseTo(1, within(1e-9));
        assertThat(regularizer(batch, Partners.ALL)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void the_length_of_a_row_does_not_matter() {
        Batch batch = Batch.twice(row(1, 2, 3, -1), row(2, 0, 1, 1));
        Batch longer = Batch.twice(row(10, 20, 0.03, -0.01), row(0.2, 0, 7, 7));
        assertThat(regularizer(longer, Partners.SELF_AND_POSITIVE))
                .isCloseTo(regularizer(batch, Partners.SELF_AND_POSITIVE), within(1e-9));
    }

    private double regularizer(Batch batch, Partners partners) {
        return batch.value(method(), options(LabelUse.PAIR_ONLY, 1, partners, 2, true), "regularizer");
    }

    private static OrthoOptions options(
            LabelUse labels, double lambda, Partners partners, int embedding, boolean normalize) {
        return new OrthoOptions(labels, 0.5, lambda, partners, embedding, List.of(0), normalize);
    }
}
