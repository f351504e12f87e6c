package org.disentangle.engine.nd4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.FloatPointer;
import org.disentangle.core.UserError;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class HostTransferTest {
    /** The first that does not fit. */
    private static final long FLOATS = 1L << 29;

    /** Only looked at, never touched: there is nothing behind it. */
    private static int seen(long floats) {
        try (FloatPointer memory = new FloatPointer(1)) {
            return new FloatPointer(memory).capacity(floats).asBuffer().capacity();
        }
    }

    @Test
    void javacpp_shows_two_gigabytes_of_a_larger_array_and_says_nothing() {
        assertThat(seen(FLOATS - 1)).isEqualTo(FLOATS - 1);
        assertThat(seen(FLOATS)).isEqualTo(FLOATS - 1);
        assertThat(seen(FLOATS + 1000)).isEqualTo(FLOATS - 1);
    }

    @Test
    void an_array_that_the_host_cannot_see_whole_is_refused_with_its_size_the_limit_and_a_way_out() {
        assertThatThrownBy(
                        () -> HostTransfer.checkWhole(DataType.FLOAT, new long[] {4096, 131072}, FLOATS, seen(FLOATS)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "The array FLOAT[4096, 131072] holds 536870912 numbers, and the engine 'nd4j' computes on arrays of at most 536870911"
                                + " numbers of this type (2 GiB). Take a smaller batch or a narrower network, or use --engine libtorch.");
        assertThatThrownBy(() -> HostTransfer.checkWhole(DataType.LONG, new long[] {1 << 28}, 1 << 28, (1 << 28) - 1))
                .hasMessageContaining("LONG[268435456] holds 268435456 numbers")
                .hasMessageContaining("at most 268435455 numbers");
    }

    @Test
    void no_loop_on_the_host_gets_a_part_of_an_array_for_the_whole() {
        assertThat(NativeLibrary.backend()).as("natives are loaded with it").isNotNull();
        try (NativeMemory memory = new NativeMemory(64)) {
            assertThatThrownBy(() -> HostTransfer.floats(memory.array(0, Shape.of(1 << 29), DataType.FLOAT)))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("The array FLOAT[536870912] holds");
            assertThatThrownBy(() -> HostTransfer.longs(memory.array(0, Shape.of(1 << 14, 1 << 14), DataType.LONG)))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("The array LONG[16384, 16384] holds");
        }
    }

    @Test
    void the_largest_array_that_can_be_seen_whole_is_taken() {
        assertThatCode(() ->
                        HostTransfer.checkWhole(DataType.FLOAT, new long[] {FLOATS - 1}, FLOATS - 1, seen(FLOATS - 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void every_type_is_seen_whole() {
        assertThat(NativeLibrary.backend()).as("natives are loaded with it").isNotNull();
        try (NativeArray floats = HostTransfer.toDevice(HostTensor.of(Shape.of(3), 1f, 2f, 3f));
                NativeArray longs = HostTransfer.toDevice(HostTensor.of(Shape.of(2), 5L, 7L));
                NativeArray bytes = HostTransfer.toDevice(HostTensor.of(Shape.of(2), (byte) 200, (byte) 3))) {
            assertThat(HostTransfer.floats(floats.array()).get(2)).isEqualTo(3);
            assertThat(HostTransfer.longs(longs.array()).get(1)).isEqualTo(7);
            assertThat(HostTransfer.bytes(bytes.array()).get(0)).isEqualTo((byte) 200);
            assertThat(HostTransfer.toHost(longs.array(), Shape.of(2), ElementType.INT64)
                            .longs())
                    .containsExactly(5, 7);
        }
    }
}
