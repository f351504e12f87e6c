package org.disentangle.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostTensorTest {

    @Test
    void an_array_of_another_length_is_refused_with_both_lengths() {
        assertThatThrownBy(() -> HostTensor.of(Shape.of(2, 3), new float[5]))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("6")
                .hasMessageContaining("5");
    }

    @Test
    void numbers_are_read_as_the_type_they_have_only() {
        HostTensor indices = HostTensor.indices(3, 1);
        assertThat(indices.type()).isEqualTo(ElementType.INT64);
        assertThat(indices.longs()).containsExactly(3, 1);
        assertThatThrownBy(indices::floats).hasMessageContaining("INT64").hasMessageContaining("FLOAT32");
        assertThatThrownBy(indices::bytes).hasMessageContaining("UINT8");
        assertThat(HostTensor.scalar(2).floats()).containsExactly(2);
        assertThat(HostTensor.of(Shape.of(1), (byte) 200).type()).isEqualTo(ElementType.UINT8);
    }
}
