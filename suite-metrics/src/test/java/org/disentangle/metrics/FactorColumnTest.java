package org.disentangle.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.junit.jupiter.api.Test;

class FactorColumnTest {
    private static List<FactorColumn> columns() {
        ContinuousTargets targets = new ContinuousTargets(
                List.of(new ContinuousFactor("position", "position", 2), new ContinuousFactor("size", "size", 1)),
                Map.of("position", new float[] {0, 5, 4, 5, 2, 5}, "size", new float[] {1, 2, 3}),
                Map.of("position", new float[] {-9, 5, 9, 6}, "size", new float[] {2, 2}));
        return FactorColumn.of(new ScoringInput(
                Map.of(),
                Map.of(),
                List.of(new Factor("shape", "shape", List.of("a", "b"))),
                Map.of("shape", new int[] {1, 0, 1}),
                Map.of("shape", new int[] {0, 1}),
                targets,
                Assignments.NONE,
                Map.of(),
                List.of(),
                new SeedStreams(0),
                1,
                Findings.NONE));
    }

    @Test
    void every_number_of_a_continuous_factor_is_a_column_behind_the_categorical_ones() {
        assertThat(columns())
                .extracting(FactorColumn::name)
                .containsExactly("shape", "position[0]", "position[1]", "size");
        assertThat(columns().get(1).train()).containsExactly(0, 4, 2);
        assertThat(columns().get(2).test()).containsExactly(5, 6);
    }

    @Test
    void continuous_numbers_fall_into_bins_of_the_training_rows() {
        FactorColumn position = columns().get(1);

        assertThat(position.trainClasses(4)).containsExactly(0, 3, 2);
        assertThat(position.testClasses(4)).containsExactly(0, 3);
        assertThat(columns().get(0).trainClasses(4)).containsExactly(1, 0, 1);
    }

    @Test
    void a_number_that_never_changes_has_one_class() {
        FactorColumn constant = columns().get(2);

        assertThat(constant.constantInTraining()).isTrue();
        assertThat(constant.testClasses(4)).containsExactly(0, 0);
        assertThat(columns().get(3).constantInTraining()).isFalse();
    }
}
