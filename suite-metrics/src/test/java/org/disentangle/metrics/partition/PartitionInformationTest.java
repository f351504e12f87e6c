package org.disentangle.metrics.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.metrics.NoOptions;
import org.junit.jupiter.api.Test;

class PartitionInformationTest {
    private static final Factor DIGIT = new Factor("DC", "digit", List.of("0", "1", "2", "3"));
    private static final Factor COLOUR = new Factor("CO", "colour", List.of("red", "green"));

    @Test
    void a_partition_that_is_the_factor_has_all_of_its_entropy() {
        int[] labels = IntStream.range(0, 400).map(i -> i % 2).toArray();
        Score score = only(labels, COLOUR, labels);
        assertThat(score.value()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(score.details())
                .containsEntry("cells", 2.0)
                .hasEntrySatisfying("normalized", value -> assertThat(value).isCloseTo(1, within(1e-12)))
                .hasEntrySatisfying("bias", value -> assertThat(value).isCloseTo(1 / 800.0, within(1e-12)));
        assertThat(score.n()).isEqualTo(400);
    }

    @Test
    void a_partition_across_the_factor_has_none() {
        int[] labels = IntStream.range(0, 400).map(i -> i % 2).toArray();
        int[] cells = IntStream.range(0, 400).map(i -> i / 2 % 2).toArray();
        assertThat(only(cells, COLOUR, labels).value()).isCloseTo(0, within(1e-12));
    }

    @Test
    void two_cells_over_four_classes_have_half_of_the_factors_entropy_and_all_of_their_own() {
        int[] labels = IntStream.range(0, 400).map(i -> i % 4).toArray();
        int[] cells = IntStream.range(0, 400).map(i -> i % 4 / 2).toArray();
        Score score = only(cells, DIGIT, labels);
        assertThat(score.value()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(score.details().get("factor_entropy")).isCloseTo(2 * Math.log(2), within(1e-12));
        assertThat(score.details().get("partition_entropy")).isCloseTo(Math.log(2), within(1e-12));
        assertThat(score.details().get("normalized")).isCloseTo(1, within(1e-12));
    }

    /** A channel that is wrong one time in ten: log 2 - H(0.1). */
    @Test
    void a_noisy_partition_has_the_information_of_a_binary_symmetric_channel() {
        int[] labels = IntStream.range(0, 400).map(i -> i % 2).toArray();
        int[] cells = IntStream.range(0, 400)
                .map(i -> i / 2 % 10 == 0 ? 1 - i % 2 : i % 2)
                .toArray();
        double lost = -0.1 * Math.log(0.1) - 0.9 * Math.log(0.9);
        assertThat(only(cells, COLOUR, labels).value()).isCloseTo(Math.log(2) - lost, within(1e-12));
    }

    @Test
    void one_cell_or_one_class_has_none_and_is_no_division_by_zero() {
        int[] mixed = IntStream.range(0, 60).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        for (Score score : List.of(only(new int[60], COLOUR, mixed), only(mixed, COLOUR, new int[60]))) {
            assertThat(score.value()).isZero();
            assertThat(score.details()).containsEntry("normalized", 0.0).containsEntry("bias", 0.0);
        }
    }

    @Test
    void chance_alone_gives_about_the_bias() {
        double sum = 0;
        double bias = 0;
        for (int draw = 0; draw < 200; draw++) {
            var random = new SeedStreams(draw).stream("chance");
            int[] cells = IntStream.range(0, 200).map(i -> random.nextInt(2)).toArray();
            int[] labels = IntStream.range(0, 200).map(i -> random.nextInt(4)).toArray();
            Score score = only(cells, DIGIT, labels);
            sum += score.value() / 200;
            bias = score.details().get("bias");
        }
        assertThat(bias).isCloseTo(3 / 400.0, within(1e-12));
        assertThat(sum).isCloseTo(bias, within(0.002));
    }

    @Test
    void every_partition_is_held_against_every_factor_in_order_and_none_gives_nothing() {
        Map<String, int[]> cells = new LinkedHashMap<>();
        cells.put("partition0", new int[] {0, 1, 0, 1});
        cells.put("partition1", new int[] {0, 0, 1, 1});
        Map<String, int[]> labels = Map.of("DC", new int[] {0, 1, 2, 3}, "CO", new int[] {0, 1, 0, 1});
        List<Score> scores = scores(new Assignments(cells, labels), DIGIT, COLOUR);
        assertThat(scores)
                .extracting(score -> score.block() + "/" + score.factor())
                .containsExactly("partition0/DC", "partition0/CO", "partition1/DC", "partition1/CO");
        assertThat(scores(Assignments.NONE, DIGIT, COLOUR)).isEmpty();
        assertThat(scores(new Assignments(cells, Map.of()), DIGIT)).isEmpty();
    }

    @Test
    void cells_and_labels_of_different_length_are_a_defect() {
        assertThatThrownBy(() -> new Contingency(new int[3], new int[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 cells");
    }

    @Test
    void it_is_found_by_its_name() {
        @SuppressWarnings("rawtypes")
        Registry<Metric> registry =
                Registry.load("metric", Metric.class, getClass().getClassLoader());
        assertThat(registry.get("partition-information")).isInstanceOf(PartitionInformation.class);
    }

    private static Score only(int[] cells, Factor factor, int[] labels) {
        List<Score> scores =
                scores(new Assignments(Map.of("partition0", cells), Map.of(factor.name(), labels)), factor);
        assertThat(scores).hasSize(1);
        return scores.get(0);
    }

    private static List<Score> scores(Assignments assignments, Factor... factors) {
        ScoringInput input = new ScoringInput(
                Map.of(),
                Map.of(),
                List.of(factors),
                Map.of(),
                Map.of(),
                ContinuousTargets.NONE,
                assignments,
                Map.of(),
                List.of(),
                new SeedStreams(0),
                1,
                Findings.NONE);
        return new PartitionInformation().score(new NoOptions(), input);
    }
}
