package org.disentangle.methods.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;

class VicregTest extends MethodGradientContract<VicregOptions> {

    @Override
    protected Method<VicregOptions> method() {
        return new Vicreg();
    }

    @Override
    protected List<VicregOptions> settings() {
        return List.of(
                VicregOptions.DEFAULT, new VicregOptions(1, 2, 3, VicregOptions.CovarianceViews.MEAN, 4, List.of(5)));
    }

    @Test
    void equal_views_of_unit_variance_and_no_covariance_cost_nothing() {
        VicregOptions options = new VicregOptions(25, 25, 1, VicregOptions.CovarianceViews.SUM, 2, List.of());
        Program program = ObjectiveProgram.overEmbeddings(new Vicreg(), options, ObjectiveHarness.DATA, 4, 4);
        // Four corners of a square: variance 4/3 in each dimension, covariance 0.
        ReferenceTensor corners =
                ReferenceTensor.of(Shape.of(8, 2), 1, 1, 1, -1, -1, 1, -1, -1, 1, 1, 1, -1, -1, 1, -1, -1);

        assertThat(ReferenceInterpreter.run(program, Map.of(ObjectiveProgram.EMBEDDING, corners))
                        .outputs()
                        .get("loss")
                        .scalar())
                .isZero();
        // All equal: only the deviation is missing, 1 - sqrt(1e-4) of it.
        ReferenceTensor point = ReferenceTensor.of(Shape.of(8, 2), new double[16]);
        assertThat(ReferenceInterpreter.run(program, Map.of(ObjectiveProgram.EMBEDDING, point))
                        .outputs()
                        .get("loss")
                        .scalar())
                .isCloseTo(25 * 0.99, within(1e-12));
    }
}
