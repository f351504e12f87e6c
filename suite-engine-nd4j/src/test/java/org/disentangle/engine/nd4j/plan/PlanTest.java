package org.disentangle.engine.nd4j.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.Nd4jEngine;
import org.disentangle.engine.nd4j.kernel.Kernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class PlanTest {

    @BeforeAll
    static void loadNatives() {
        new Nd4jEngine().open(new SessionOptions("cpu", Precision.FP32, 1)).close();
    }

    private static Plan plan(Kernel kernel) {
        Slot result = Slot.computed(Shape.of(2), DataType.FLOAT);
        Call call = new Call(kernel, List.of(), List.of(result), "Reduce in 'norm'");
        return new Plan("program 'training'", Map.of(), List.of(call), Map.of("out", result), List.of());
    }

    @Test
    void a_mistake_of_the_users_that_a_kernel_finds_stays_one_and_says_where() {
        try (Plan plan = plan((reads, writes) -> {
            throw new UserError("Too many numbers. Use --engine libtorch.");
        })) {
            assertThatThrownBy(() -> plan.run(Map.of()))
                    .isExactlyInstanceOf(UserError.class)
                    .hasMessage("program 'training', Reduce in 'norm': Too many numbers. Use --engine libtorch.");
        }
    }

    @Test
    void what_else_fails_in_a_kernel_is_the_engines_and_says_where() {
        try (Plan plan = plan((reads, writes) -> {
            throw new IndexOutOfBoundsException("index 7 is out of range");
        })) {
            assertThatThrownBy(() -> plan.run(Map.of()))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("program 'training', Reduce in 'norm': index 7 is out of range");
        }
    }
}
