package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BlockOrderTest {
    private static final List<String> FACTORS = List.of("shape", "color");

    /** The second block knows the first factor and the first block the second. */
    private static OptionalDouble crossed(List<String> blocks, String block, String factor) {
        return OptionalDouble.of(blocks.indexOf(block) == FACTORS.indexOf(factor) ? 0.1 : 0.9);
    }

    @Test
    void numbered_parts_of_a_whole_are_put_in_order() {
        List<String> blocks = List.of("z0", "z1");
        BlockOrder order =
                BlockOrder.of(Map.of("z", blocks), FACTORS, (block, factor) -> crossed(blocks, block, factor));

        assertThat(order.shownAs("z1")).isEqualTo("z0");
        assertThat(order.reordered()).containsExactly("z");
    }

    @Test
    void blocks_with_names_of_their_own_stay_what_they_are_called() {
        List<String> blocks = List.of("content", "style/color");
        BlockOrder order =
                BlockOrder.of(Map.of("z", blocks), FACTORS, (block, factor) -> crossed(blocks, block, factor));

        assertThat(order.shownAs("content")).isEqualTo("content");
        assertThat(order.reordered()).isEmpty();
    }
}
