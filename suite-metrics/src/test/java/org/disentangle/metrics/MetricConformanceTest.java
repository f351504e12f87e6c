package org.disentangle.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.metrics.disentanglement.Diagonal;
import org.disentangle.metrics.disentanglement.Gap;
import org.disentangle.metrics.neighbours.NearestNeighborOptions;
import org.disentangle.metrics.neighbours.NearestNeighbors;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.probe.LogisticRegression;
import org.junit.jupiter.api.Test;

/**
 * Frozen codes and what every metric gives on them, from scikit-learn and NumPy. A change that moves one of these numbers
 * changes the metric, and must raise its version.
 */
class MetricConformanceTest {
    private static final JsonNode VECTORS = Examples.json("conformance.json");

    private static List<ConfiguredMetric<?>> metrics() {
        JsonNode options = VECTORS.get("options");
        LogisticRegression probe = new LogisticRegression(
                options.get("l2").asDouble(),
                LogisticRegression.DEFAULT.tolerance(),
                LogisticRegression.DEFAULT.iterations());
        NearestNeighborOptions neighbors = new NearestNeighborOptions(
                options.get("k").asInt(), options.get("temperature").asDouble());
        return List.of(
                new ConfiguredMetric<>(new LinearProbe(), probe),
                new ConfiguredMetric<>(new NearestNeighbors(), neighbors),
                new ConfiguredMetric<>(new Gap(), new NoOptions()),
                new ConfiguredMetric<>(new Diagonal(), new NoOptions()));
    }

    private static ScoringInput input(List<Score> earlier, int threads) {
        List<Factor> factors = new ArrayList<>();
        VECTORS.get("factors").properties().forEach(entry -> {
            List<String> values = IntStream.range(0, entry.getValue().asInt())
                    .mapToObj(Integer::toString)
                    .toList();
            factors.add(new Factor(entry.getKey(), entry.getKey(), values));
        });
        return new ScoringInput(
                codes("train"),
                codes("test"),
                factors,
                labels("trainLabels"),
                labels("testLabels"),
                Map.of("z", List.of("z0", "z1")),
                earlier,
                new SeedStreams(0),
                threads,
                Findings.NONE);
    }

    private static Map<String, Codes> codes(String split) {
        int rows = VECTORS.get(split + "Labels").elements().next().size();
        Map<String, Codes> codes = new LinkedHashMap<>();
        VECTORS.get(split)
                .properties()
                .forEach(entry -> codes.put(
                        entry.getKey(),
                        Examples.codes(
                                entry.getKey(),
                                entry.getValue(),
                                entry.getValue().size() / rows)));
        return codes;
    }

    private static Map<String, int[]> labels(String key) {
        Map<String, int[]> labels = new LinkedHashMap<>();
        VECTORS.get(key).properties().forEach(entry -> labels.put(entry.getKey(), Examples.ints(entry.getValue())));
        return labels;
    }

    private static List<Score> scores(int threads) {
        List<Score> scores = new ArrayList<>();
        for (ConfiguredMetric<?> metric : metrics()) {
            scores.addAll(metric.score(input(scores, threads)));
        }
        return scores;
    }

    @Test
    void every_metric_gives_the_frozen_numbers_in_board_order() {
        List<Score> scores = scores(2);
        JsonNode expected = VECTORS.get("scores");
        assertThat(scores).hasSize(expected.size());
        for (int i = 0; i < scores.size(); i++) {
            Score score = scores.get(i);
            JsonNode frozen = expected.get(i);
            assertThat(List.of(score.metric(), score.block(), score.factor()))
                    .containsExactly(
                            frozen.get("metric").asText(),
                            frozen.get("block").asText(),
                            frozen.get("factor").asText());
            assertThat(score.value())
                    .as("%s %s/%s", score.metric(), score.block(), score.factor())
                    .isCloseTo(frozen.get("value").asDouble(), within(1e-9));
            frozen.get("details").properties().forEach(detail -> assertThat(
                            score.details().get(detail.getKey()))
                    .as(detail.getKey())
                    .isCloseTo(detail.getValue().asDouble(), within(1e-9)));
            assertThat(score.n()).isEqualTo(80);
        }
    }

    @Test
    void probes_say_how_far_they_got() {
        for (Score score : scores(1)) {
            if (score.metric().equals(LinearProbe.NAME)) {
                assertThat(score.details())
                        .containsEntry("converged", 1.0)
                        .containsEntry("train_rows", 160.0)
                        .containsEntry("constant_columns", 0.0)
                        .containsKeys("iterations", "evaluations", "objective", "train_accuracy", "classes_seen");
                assertThat(score.details().get("gradient_norm"))
                        .isLessThanOrEqualTo(LogisticRegression.DEFAULT.tolerance());
            }
        }
    }

    @Test
    void a_probe_that_is_cut_off_says_so_and_so_do_the_scores_derived_from_it() {
        LogisticRegression hasty = new LogisticRegression(1e-4, 1e-12, 1);
        List<Score> probes = new LinearProbe().score(hasty, input(List.of(), 1));
        assertThat(probes).allSatisfy(score -> assertThat(score.details()).containsEntry("converged", 0.0));
        ScoringInput after = input(probes, 1);
        assertThat(new Gap().score(new NoOptions(), after)).isNotEmpty().allSatisfy(score -> assertThat(score.details())
                .containsEntry("converged", 0.0));
        assertThat(new Diagonal().score(new NoOptions(), after))
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.details()).containsEntry("converged", 0.0));
    }

    @Test
    @SuppressWarnings({"rawtypes", "unchecked"})
    void all_metrics_are_found_by_name() {
        Registry<Metric<?>> registry =
                (Registry) Registry.load("metric", Metric.class, MetricConformanceTest.class.getClassLoader());
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.all())
                .extracting(Metric::name)
                .contains("diagonal", "gap", "knn", "linear-probe", "partition-information");
        assertThat(registry.get("half-gap").name()).isEqualTo("gap");
    }
}
