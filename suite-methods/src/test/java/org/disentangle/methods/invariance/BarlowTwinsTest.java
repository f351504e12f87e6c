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

class BarlowTwinsTest extends MethodGradientContract<BarlowTwinsOptions> {

    @Override
    protected Method<BarlowTwinsOptions> method() {
        return new BarlowTwins();
    }

    @Override
    protected List<BarlowTwinsOptions> settings() {
        return List.of(BarlowTwinsOptions.DEFAULT, new BarlowTwinsOptions(2, 0.5, 3, List.of()));
    }

    @Test
    void uncorrelated_dimensions_that_agree_cost_nothing_and_opposite_views_cost_four_a_dimension() {
        BarlowTwinsOptions options = new BarlowTwinsOptions(1, 0.0051, 2, List.of());
        Program program = ObjectiveProgram.overEmbeddings(method(), options, ObjectiveHarness.DATA, 4, 4);
        double[] same = {1, 1, 1, -1, -1, 1, -1, -1, 1, 1, 1, -1, -1, 1, -1, -1};
        double[] opposite = {1, 1, 1, -1, -1, 1, -1, -1, -1, -1, -1, 1, 1, -1, 1, 1};

        assertThat(loss(program, same)).isCloseTo(0, within(1e-9));
        assertThat(loss(program, opposite)).isCloseTo(2 * 4, within(1e-3));
    }

    private static double loss(Program program, double... rows) {
        return ReferenceInterpreter.run(
                        program, Map.of(ObjectiveProgram.EMBEDDING, ReferenceTensor.of(Shape.of(8, 2), rows)))
                .outputs()
                .get("loss")
                .scalar();
    }
}
