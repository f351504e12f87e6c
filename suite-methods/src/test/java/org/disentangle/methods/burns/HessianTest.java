package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;
import static org.disentangle.methods.burns.HessianOptions.Gradient.BATCH_MEAN;
import static org.disentangle.methods.burns.HessianOptions.Gradient.GAUSS_NEWTON;
import static org.disentangle.methods.burns.HessianOptions.Gradient.PER_SAMPLE;
import static org.disentangle.methods.burns.HessianOptions.GradientLoss.MEAN;
import static org.disentangle.methods.burns.HessianOptions.GradientLoss.SUM;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;

class HessianTest extends MethodGradientContract<HessianOptions> {

    @Override
    protected Method<HessianOptions> method() {
        return new Hessian();
    }

    @Override
    protected List<HessianOptions> settings() {
        return List.of(
                HessianOptions.DEFAULT,
                options(LabelUse.JOINT_SUPCON, PER_SAMPLE, MEAN, 6, false),
                options(LabelUse.JOINT_EXCLUDE, PER_SAMPLE, SUM, 6, true),
                options(LabelUse.PAIR_ONLY, PER_SAMPLE, SUM, 4, true),
                options(LabelUse.JOINT_SUPCON, BATCH_MEAN, SUM, 6, true),
                options(LabelUse.JOINT_EXCLUDE, GAUSS_NEWTON, MEAN, 6, true),
                options(LabelUse.PAIR_ONLY, GAUSS_NEWTON, SUM, 6, false));
    }

    /**
     * Two orthogonal pairs, t = 1: a row's softmax is e/(e+2) on its positive and 1/(e+2) on the two others, so its gradient is
     * 4/(e+2) times (-1, 1) or (1, -1).
     */
    @Test
    void two_orthogonal_pairs_give_what_the_formula_says() {
        Batch batch = Batch.twice(row(1, 0), row(0, 1));
        double square = Math.pow(4 / (Math.E + 2), 2);
        assertThat(regularizer(batch, PER_SAMPLE, SUM)).isCloseTo(square, within(1e-9));
        assertThat(regularizer(batch, PER_SAMPLE, MEAN)).isCloseTo(square / 16, within(1e-9));
        assertThat(regularizer(batch, GAUSS_NEWTON, SUM)).isCloseTo(square, within(1e-9));
        assertThat(regularizer(batch, BATCH_MEAN, SUM)).isCloseTo(0, within(1e-12));
    }

    /** The regulariser from the paper's double sum, the gradient of the summed loss taken numerically. */
    @Test
    void the_regulariser_is_the_papers_double_sum_over_elements_for_every_use_of_labels() {
        for (LabelUse labels : LabelUse.values()) {
            HessianOptions options = options(labels, PER_SAMPLE, SUM, 6, false);
            ObjectiveHarness<HessianOptions> harness = new ObjectiveHarness<>(method(), options, REPRESENTATION, BATCH);
            Program program = harness.program();
            Map<String, ReferenceTensor> inputs = harness.inputs(5);
            int rows = 2 * BATCH;
            ReferenceTensor gradient =
                    FiniteDifferences.gradient(program, inputs, Map.of(), "infomax", ObjectiveProgram.EMBEDDING);

            double expected = 0;
            for (int n = 0; n < rows; n++) {
                double sum = 0;
                for (int i = 0; i < 3; i++) {
                    for (int j = 3; j < 6; j++) {
                        sum += Math.pow(rows * gradient.at(n, i) * rows * gradient.at(n, j), 2);
                    }
                }
                expected += Math.sqrt(sum) / rows;
            }

            double found = org.disentangle.core.reference.ReferenceInterpreter.run(program, inputs)
                    .output("regularizer")
                    .scalar();
            assertThat(found).as(labels.name()).isCloseTo(expected, within(1e-6 * expected));
        }
    }

    @Test
    void the_outer_product_is_at_most_the_product_of_the_norms() {
        Batch batch = Batch.of(row(1, 0.3), row(0.2, 1), row(0.7, -0.4), row(-0.5, 1));
        double perSample = regularizer(batch, PER_SAMPLE, SUM);
        assertThat(regularizer(batch, GAUSS_NEWTON, SUM))
                .isLessThanOrEqualTo(perSample)
                .isPositive();
        assertThat(regularizer(batch, BATCH_MEAN, SUM)).isPositive();
    }

    @Test
    void an_embedding_without_halves_is_refused() {
        assertThatThrownBy(() -> options(LabelUse.PAIR_ONLY, PER_SAMPLE, SUM, 7, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'embedding' is 7");
    }

    private double regularizer(
            Batch batch, HessianOptions.Gradient gradient, HessianOptions.GradientLoss gradientLoss) {
        HessianOptions options = options(LabelUse.PAIR_ONLY, gradient, gradientLoss, 2, true);
        return batch.value(method(), options, "regularizer");
    }

    private static HessianOptions options(
            LabelUse labels,
            HessianOptions.Gradient gradient,
            HessianOptions.GradientLoss gradientLoss,
            int embedding,
            boolean normalize) {
        return new HessianOptions(labels, 1, 0.5, gradient, gradientLoss, embedding, List.of(0), normalize);
    }
}
