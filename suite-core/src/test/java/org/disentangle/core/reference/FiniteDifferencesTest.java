package org.disentangle.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FiniteDifferencesTest {
    private static final Map<String, ReferenceTensor> X = Map.of("x", ReferenceTensor.of(Shape.of(3), 1, -2, 0.5));
    private static final Map<String, ReferenceTensor> W = Map.of("w", ReferenceTensor.of(Shape.of(3), 3, 5, 7));

    @Test
    void the_gradient_of_a_polynomial_is_its_derivative_with_respect_to_inputs_and_parameters() {
        ProgramBuilder builder = new ProgramBuilder("cubic");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        Tensor w = builder.parameter("w", Shape.of(3), new Initializer.Constant(0), ParameterRole.WEIGHT);
        builder.output("y", x.square().times(x).times(w).sum());
        Program program = builder.build();

        assertThat(FiniteDifferences.gradient(program, X, W, "y", "x").values())
                .containsExactly(new double[] {9, 60, 5.25}, within(1e-7));
        assertThat(FiniteDifferences.gradient(program, X, W, "y", "w").values())
                .containsExactly(new double[] {1, -8, 0.125}, within(1e-7));
    }

    @Test
    void what_stands_behind_a_stop_gradient_is_held() {
        ProgramBuilder builder = new ProgramBuilder("stopped");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        builder.output("y", x.stopGradient().times(x).sum());

        assertThat(FiniteDifferences.gradient(builder.build(), X, Map.of(), "y", "x")
                        .values())
                .containsExactly(new double[] {1, -2, 0.5}, within(1e-7));
    }

    @Test
    void a_name_that_is_neither_input_nor_parameter_is_refused() {
        ProgramBuilder builder = new ProgramBuilder("square");
        builder.output(
                "y",
                builder.input("x", ElementType.FLOAT32, Shape.of(3)).square().sum());
        Program program = builder.build();

        assertThatThrownBy(() -> FiniteDifferences.gradient(program, X, Map.of(), "y", "z"))
                .hasMessageContaining("'z'");
        assertThatThrownBy(() -> FiniteDifferences.gradient(program, X, Map.of(), "loss", "x"))
                .hasMessageContaining("'loss'");
    }

    @Test
    void a_kink_is_as_high_as_the_slopes_to_its_sides_are_apart() {
        ProgramBuilder builder = new ProgramBuilder("kinked");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        builder.output("y", x.minus(1).leakyRelu(0.25).plus(x.square()).sum());
        Program program = builder.build();

        assertThat(FiniteDifferences.kink(program, X, Map.of(), "y", "x", 1e-4)).isCloseTo(0.75, within(1e-3));
        assertThat(FiniteDifferences.kink(
                        program,
                        Map.of("x", ReferenceTensor.of(Shape.of(3), 1.001, -2, 0.5)),
                        Map.of(),
                        "y",
                        "x",
                        1e-4))
                .as("too far away to be met")
                .isCloseTo(0, within(1e-3));
    }

    @Test
    void a_kink_behind_a_stop_gradient_is_none() {
        ProgramBuilder builder = new ProgramBuilder("stopped");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        builder.output("y", x.minus(1).relu().stopGradient().times(x).sum());

        assertThat(FiniteDifferences.kink(builder.build(), X, Map.of(), "y", "x", 1e-4))
                .isCloseTo(0, within(1e-9));
    }
}
