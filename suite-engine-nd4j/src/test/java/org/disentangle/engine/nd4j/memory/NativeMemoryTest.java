package org.disentangle.engine.nd4j.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativeMemoryTest {

    @Test
    void more_memory_than_there_is_is_refused() {
        assertThatThrownBy(() -> new NativeMemory(1L << 55)).isInstanceOf(OutOfMemoryError.class);
    }
}
