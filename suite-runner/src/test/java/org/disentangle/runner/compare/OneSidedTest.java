package org.disentangle.runner.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.runner.compare.BoardCells.Key;
import org.disentangle.runner.experiment.LineNames;
import org.junit.jupiter.api.Test;

class OneSidedTest {
    private static final LineNames.Line SIMCLR = new LineNames.Line("digits", "simclr", Map.of());
    private static final Key DC = key("knn", "DC");
    private static final Key BC = key("knn", "BC");

    private static Key key(String metric, String factor) {
        return new Key("simclr on digits", "digits", metric, "z", factor);
    }

    private static BoardCells cells(Set<Long> done, Map<Key, Map<Long, Double>> scores) {
        return new BoardCells(scores, Map.of("simclr on digits", SIMCLR), Map.of("simclr on digits", done));
    }

    @Test
    void a_score_that_is_undefined_in_one_of_two_done_trials_is_named_with_its_seed() {
        BoardCells first = cells(Set.of(0L, 1L), Map.of(DC, Map.of(0L, 0.5, 1L, 0.6)));
        BoardCells second = cells(Set.of(0L, 1L), Map.of(DC, Map.of(1L, 0.6)));

        assertThat(OneSided.of(first, second))
                .containsExactly(new OneSided(SIMCLR, "knn", "z", "DC", List.of(0L), List.of()));
        assertThat(OneSided.of(second, first))
                .containsExactly(new OneSided(SIMCLR, "knn", "z", "DC", List.of(), List.of(0L)));
    }

    @Test
    void a_score_that_one_board_has_for_no_seed_is_named_while_the_board_has_its_metric() {
        BoardCells first = cells(Set.of(0L), Map.of(DC, Map.of(0L, 0.5)));
        BoardCells second = cells(Set.of(0L), Map.of(BC, Map.of(0L, 0.5)));
        BoardCells withoutKnn = cells(Set.of(0L), Map.of(key("r2", "DC"), Map.of(0L, 0.5)));

        assertThat(OneSided.of(first, second)).extracting(OneSided::factor).containsExactly("DC", "BC");
        assertThat(OneSided.of(first, withoutKnn)).isEmpty();
    }

    @Test
    void seeds_that_are_not_done_on_both_boards_are_passed_over() {
        BoardCells first = cells(Set.of(0L, 1L), Map.of(DC, Map.of(0L, 0.5, 1L, 0.6)));
        BoardCells second = cells(Set.of(1L), Map.of(DC, Map.of(1L, 0.6)));

        assertThat(OneSided.of(first, second)).isEmpty();
    }
}
