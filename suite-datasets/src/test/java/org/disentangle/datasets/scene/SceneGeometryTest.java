package org.disentangle.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;

class SceneGeometryTest {

    @Test
    void the_eight_places_at_64_pixels_are_those_of_the_paper() {
        assertThat(places(64))
                .containsExactly(
                        List.of(2, 0),
                        List.of(2, 12),
                        List.of(2, 24),
                        List.of(2, 36),
                        List.of(34, 0),
                        List.of(34, 12),
                        List.of(34, 24),
                        List.of(34, 36));
        assertThat(new SceneGeometry(64).box()).isEqualTo(28);
    }

    @Test
    void at_32_pixels_everything_is_halved() {
        assertThat(places(32))
                .containsExactly(
                        List.of(1, 0),
                        List.of(1, 6),
                        List.of(1, 12),
                        List.of(1, 18),
                        List.of(17, 0),
                        List.of(17, 6),
                        List.of(17, 12),
                        List.of(17, 18));
        assertThat(new SceneGeometry(32).box()).isEqualTo(14);
    }

    @Test
    void other_sides_are_refused() {
        assertThatThrownBy(() -> new SceneGeometry(48))
                .isInstanceOf(UserError.class)
                .hasMessage("'side' is 48; allowed is 32 or 64");
    }

    private static List<List<Integer>> places(int side) {
        SceneGeometry geometry = new SceneGeometry(side);
        return IntStream.range(0, 8)
                .mapToObj(place -> List.of(geometry.top(place), geometry.left(place)))
                .toList();
    }
}
