package org.disentangle.runner.agree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AddendsTest {

    private static Map<String, Double> largest(Program program, double a, double b) {
        return Addends.largest(
                program,
                Map.of("a", ReferenceTensor.of(Shape.of(), a), "b", ReferenceTensor.of(Shape.of(), b)),
                Map.of());
    }

    private static Program program(BinaryOperator<Tensor> loss) {
        ProgramBuilder builder = new ProgramBuilder("test");
        Tensor a = builder.input("a", ElementType.FLOAT32, Shape.of());
        Tensor b = builder.input("b", ElementType.FLOAT32, Shape.of());
        builder.output("loss", loss.apply(a, b));
        return builder.build();
    }

    @Test
    void terms_that_cancel_count_with_their_own_size_and_weight() {
        Program program = program((a, b) -> a.minus(b).times(0.5).negate());

        assertThat(largest(program, 100, 99.9).get("loss")).isCloseTo(50, within(1e-9));
    }

    @Test
    void a_large_term_with_a_small_weight_counts_by_what_is_added() {
        Program program = program((a, b) -> a.times(0.001).plus(b));

        assertThat(largest(program, 1000, 2).get("loss")).isCloseTo(3, within(1e-6));
    }

    @Test
    void what_is_divided_by_keeps_its_size() {
        Program program = program((a, b) -> a.plus(b).dividedBy(4));

        assertThat(largest(program, 8, -8).get("loss")).isCloseTo(2, within(1e-9));
    }

    @Test
    void what_is_used_again_and_again_is_looked_at_once() {
        Program program = program((a, b) -> {
            Tensor sum = a.minus(b);
            for (int i = 0; i < 60; i++) {
                sum = sum.plus(sum);
            }
            return sum;
        });

        assertThat(largest(program, 100, 100).get("loss")).isEqualTo(100);
    }
}
