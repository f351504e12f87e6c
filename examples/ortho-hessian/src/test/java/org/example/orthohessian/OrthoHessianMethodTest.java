package org.example.orthohessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Method;
import org.disentangle.methods.burns.Hessian;
import org.disentangle.methods.burns.HessianOptions;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.junit.jupiter.api.Test;

class OrthoHessianMethodTest extends MethodGradientContract<OrthoHessianOptions> {

    @Override
    protected Method<OrthoHessianOptions> method() {
        return new OrthoHessianMethod();
    }

    @Override
    protected List<OrthoHessianOptions> settings() {
        return List.of(
                OrthoHessianOptions.DEFAULT,
                new OrthoHessianOptions(LabelUse.JOINT_EXCLUDE, 0.5, 0.2, -1, 6),
                new OrthoHessianOptions(LabelUse.PAIR_ONLY, 1, -0.5, 3, 4));
    }

    /** Without orthogonality this is the suite's own method. */
    @Test
    void with_the_hessian_alone_the_loss_is_that_of_the_suites_hessian() {
        for (LabelUse labels : LabelUse.values()) {
            HessianOptions ofTheSuite = new HessianOptions(
                    labels,
                    0.3,
                    0.7,
                    HessianOptions.Gradient.PER_SAMPLE,
                    HessianOptions.GradientLoss.SUM,
                    6,
                    List.of(0),
                    true);
            ObjectiveHarness<HessianOptions> expected =
                    new ObjectiveHarness<>(new Hessian(), ofTheSuite, REPRESENTATION, BATCH);
            ObjectiveHarness<OrthoHessianOptions> found = new ObjectiveHarness<>(
                    method(), new OrthoHessianOptions(labels, 0.3, 0.7, 0, 6), REPRESENTATION, BATCH);

            assertThat(loss(found.program(), found.inputs(5)))
                    .as(labels.name())
                    .isCloseTo(loss(expected.program(), expected.inputs(5)), within(1e-9));
        }
    }

    @Test
    void equal_halves_in_equal_views_are_as_far_from_orthogonal_as_can_be() {
        assertThat(orthogonality(position -> position % 2 == 0 ? 1 : 3)).isCloseTo(1, within(1e-9));
    }

    @Test
    void halves_with_disjoint_supports_are_orthogonal() {
        assertThat(orthogonality(position -> position % 4 == 0 || position % 4 == 3 ? 1 + position : 0))
                .isZero();
    }

    /**
     * z0 is (1, 0) everywhere, z1 is (0.6, 0.8) in view 0 and (0.8, -0.6) in view 1: |cos| is 0.6 with a row of view 0 and 0.8 with
     * one of view 1, whichever row asks.
     */
    @Test
    void a_row_is_held_against_itself_and_its_positive() {
        double[][] views = {{1, 0, 0.6, 0.8}, {1, 0, 0.8, -0.6}};
        assertThat(orthogonality(position -> views[position / 4 / BATCH][position % 4]))
                .isCloseTo(0.7, within(1e-9));
    }

    @Test
    void an_odd_embedding_is_refused() {
        assertThatThrownBy(() -> new OrthoHessianOptions(LabelUse.PAIR_ONLY, 0.1, 1, 1, 5))
                .isInstanceOf(UserError.class)
                .hasMessage("'embedding' is 5; allowed is an even number");
    }

    /** The term over rows of four numbers that the function gives by their position. */
    private double orthogonality(IntToDoubleFunction rows) {
        OrthoHessianOptions options = new OrthoHessianOptions(LabelUse.PAIR_ONLY, 1, 1, 1, 4);
        ObjectiveHarness<OrthoHessianOptions> harness =
                new ObjectiveHarness<>(method(), options, REPRESENTATION, BATCH);
        Map<String, ReferenceTensor> inputs = harness.inputs(0, rows);
        return ReferenceInterpreter.run(harness.program(), inputs)
                .output("orthogonality")
                .scalar();
    }
}
