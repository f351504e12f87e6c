package org.disentangle.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void axes_count_from_either_end() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.size(0)).isEqualTo(2);
        assertThat(shape.size(-1)).isEqualTo(4);
        assertThat(shape.axis(-3)).isZero();
        assertThat(shape.with(-2, 7)).isEqualTo(Shape.of(2, 7, 4));
        assertThat(shape.elements()).isEqualTo(24);
        assertThat(Shape.SCALAR.elements()).isOne();
        assertThat(shape).hasToString("[2, 3, 4]");
    }

    @Test
    void an_axis_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Shape.of(2, 3).size(2)).hasMessage("Axis 2 does not exist in [2, 3]");
        assertThatThrownBy(() -> Shape.of(2, 3).size(-3)).hasMessage("Axis -3 does not exist in [2, 3]");
        assertThatThrownBy(() -> Shape.SCALAR.size(0)).isInstanceOf(ShapeException.class);
    }

    @Test
    void empty_and_enormous_shapes_are_refused() {
        assertThatThrownBy(() -> Shape.of(2, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 0]");
        assertThatThrownBy(() -> Shape.of(-1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[65536, 65536]");
        assertThat(Shape.of(Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shapes_broadcast_as_numpys_do() {
        assertThat(Shape.broadcast(Shape.of(2, 3), Shape.of(3))).isEqualTo(Shape.of(2, 3));
        assertThat(Shape.broadcast(Shape.of(2, 1), Shape.of(1, 4))).isEqualTo(Shape.of(2, 4));
        assertThat(Shape.broadcast(Shape.SCALAR, Shape.of(5))).isEqualTo(Shape.of(5));
        assertThat(Shape.broadcast(Shape.of(4, 1, 6), Shape.of(5, 1))).isEqualTo(Shape.of(4, 5, 6));
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(2, 3), Shape.of(2)))
                .hasMessage("[2, 3] and [2] do not broadcast: 3 against 2");
    }
}
