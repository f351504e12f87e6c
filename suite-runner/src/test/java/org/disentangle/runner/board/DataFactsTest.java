package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.disentangle.runner.board.Board.ContinuousFactorSummary;
import org.disentangle.runner.board.Board.DataSummary;
import org.disentangle.runner.board.Board.FactorSummary;
import org.junit.jupiter.api.Test;

class DataFactsTest {
    private static String facts(String name, String title) {
        return DataFacts.of(
                new DataSummary(
                        "d", Map.of(), List.of(new FactorSummary(name, title, 4, 0.25, false)), List.of(), 10, 20, ""),
                word -> "*" + word + "*");
    }

    @Test
    void a_factor_is_named_and_told_with_its_values_and_chance() {
        assertThat(facts("DC", "digit class"))
                .isEqualTo("Factors: *DC* digit class (4 values, chance 25.0 %; differs within a pair)."
                        + " Scored on 10 training and 20 test groups.");
    }

    @Test
    void a_title_that_begins_with_the_name_does_not_repeat_it() {
        assertThat(facts("shape", "shape")).contains("*shape* (4 values");
        assertThat(facts("shape", "Shape")).contains("*shape* (4 values");
        assertThat(facts("orientation", "orientation in degrees")).contains("*orientation* in degrees (4 values");
        assertThat(facts("con", "content")).contains("*con* content (4 values");
        assertThat(facts("x", "")).contains("*x* (4 values");
    }

    @Test
    void a_factor_of_numbers_says_how_many() {
        DataSummary data = new DataSummary(
                "d",
                Map.of(),
                List.of(),
                List.of(new ContinuousFactorSummary("a", "angle", 1), new ContinuousFactorSummary("b", "b", 2)),
                1,
                2,
                "");

        assertThat(DataFacts.of(data, name -> name)).startsWith("Factors: a angle (1 number), b (2 numbers). ");
    }
}
