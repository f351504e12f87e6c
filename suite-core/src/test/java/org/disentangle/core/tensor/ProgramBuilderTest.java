package org.disentangle.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramBuilderTest {
    private static final Initializer ZERO = new Initializer.Constant(0);

    @Test
    void scopes_prefix_parameters_and_buffers_but_not_inputs_and_outputs() {
        ProgramBuilder builder = new ProgramBuilder("model");
        builder.within("encoder", () -> {
            Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(4, 3));
            Tensor y = builder.within("block0", () -> builder.linear("first", x, 2, true));
            Tensor z = builder.batchNorm("norm", y, Mode.TRAINING, 0.1, 1e-5, 1);
            builder.output("z", z);
            return z;
        });
        Program program = builder.build();

        assertThat(program.parameters())
                .extracting(ParameterDeclaration::name)
                .containsExactly(
                        "encoder/block0/first/weight",
                        "encoder/block0/first/bias",
                        "encoder/norm/scale",
                        "encoder/norm/shift");
        assertThat(program.parameters())
                .extracting(ParameterDeclaration::role)
                .containsExactly(
                        ParameterRole.WEIGHT,
                        ParameterRole.BIAS,
                        ParameterRole.NORMALIZATION,
                        ParameterRole.NORMALIZATION);
        assertThat(program.buffers())
                .extracting(BufferDeclaration::name)
                .containsExactly("encoder/norm/running_mean", "encoder/norm/running_variance");
        assertThat(program.buffers())
                .extracting(BufferDeclaration::initialValue)
                .containsExactly(0f, 1f);
        assertThat(program.inputs()).containsOnlyKeys("x");
        assertThat(program.outputs()).containsOnlyKeys("z");
    }

    @Test
    void a_scope_ends_even_when_its_build_fails() {
        ProgramBuilder builder = new ProgramBuilder("model");
        assertThatThrownBy(() -> builder.within("inner", () -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        builder.output("w", builder.parameter("w", Shape.of(1), ZERO, ParameterRole.WEIGHT));
        assertThat(builder.build().parameters())
                .extracting(ParameterDeclaration::name)
                .containsExactly("w");
    }

    @Test
    void a_parameter_asked_for_twice_is_one() {
        ProgramBuilder builder = new ProgramBuilder("model");
        Tensor first = builder.parameter("w", Shape.of(2), ZERO, ParameterRole.WEIGHT);
        Tensor second = builder.parameter("w", Shape.of(2), ZERO, ParameterRole.WEIGHT);
        builder.output("y", first.plus(second));

        assertThat(second).isSameAs(first);
        assertThat(builder.build().parameters()).hasSize(1);
        assertThatThrownBy(() -> builder.parameter("w", Shape.of(3), ZERO, ParameterRole.WEIGHT))
                .hasMessage("The parameter 'w' is [2], asked for again as [3]");
    }

    @Test
    void names_of_inputs_and_outputs_are_given_once() {
        ProgramBuilder builder = new ProgramBuilder("model");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(2));
        builder.output("y", x);
        assertThatThrownBy(() -> builder.input("x", ElementType.FLOAT32, Shape.of(2)))
                .hasMessageContaining("'x' twice");
        assertThatThrownBy(() -> builder.output("y", x)).hasMessageContaining("'y' twice");
    }

    @Test
    void a_tensor_of_another_program_is_refused() {
        Tensor stranger = new ProgramBuilder("other").scalar(1);
        ProgramBuilder builder = new ProgramBuilder("model");
        assertThatThrownBy(() -> builder.scalar(1).plus(stranger)).hasMessageContaining("another program than 'model'");
        assertThatThrownBy(() -> builder.output("y", stranger)).hasMessageContaining("'model'");
    }

    @Test
    void a_program_without_output_is_refused() {
        assertThatThrownBy(() -> new ProgramBuilder("model").build()).hasMessageContaining("'model'");
    }

    @Test
    void an_output_that_is_not_there_is_answered_with_those_that_are() {
        ProgramBuilder builder = new ProgramBuilder("model");
        builder.output("loss", builder.scalar(1));
        Program program = builder.build();
        assertThat(program.output("loss").shape()).isEqualTo(Shape.SCALAR);
        assertThatThrownBy(() -> program.output("los"))
                .hasMessageContaining("'los'")
                .hasMessageContaining("[loss]");
    }

    @Test
    void inputs_of_a_node_come_before_it_and_outputs_keep_their_order() {
        ProgramBuilder builder = new ProgramBuilder("model");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        builder.output("b", x.exp().sum());
        builder.output("a", x.sum());
        Program program = builder.build();

        for (Node node : program.nodes()) {
            assertThat(node.inputs()).allMatch(input -> input < node.id());
        }
        assertThat(List.copyOf(program.outputs().keySet())).containsExactly("b", "a");
    }

    @Test
    void concatenating_one_part_adds_nothing() {
        ProgramBuilder builder = new ProgramBuilder("model");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3));
        assertThat(builder.concatenate(0, List.of(x))).isSameAs(x);
    }
}
