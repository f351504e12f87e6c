package org.disentangle.runner.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.registry.Registry;
import org.junit.jupiter.api.Test;

class OtherProcessorTest {
    private static final Map<String, String> ELSEWHERE = Map.of("processor", "there", "engine.processor", "there");

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final OtherProcessor here = new OtherProcessor(
            (Registry) Registry.load("metric", Metric.class, OtherProcessorTest.class.getClassLoader()), "here");

    private boolean excused(String metric, double anew, double recorded, int n, Map<String, String> environment) {
        return here.excuse(metric, new Score(metric, "z", "x", anew, n, Map.of()), recorded, environment)
                .isPresent();
    }

    @Test
    void a_network_may_end_as_far_off_as_seeds_scatter_and_no_further() {
        assertThat(excused("mlp-r2", 0.80, 0.849, 1000, ELSEWHERE)).isTrue();
        assertThat(excused("mlp-r2", 0.849, 0.80, 1000, ELSEWHERE)).isTrue();
        assertThat(excused("mlp-r2", 0.80, 0.851, 1000, ELSEWHERE)).isFalse();
        assertThat(excused("mlp-informativeness", 0.851, 0.80, 1000, ELSEWHERE)).isFalse();
    }

    @Test
    void few_test_rows_and_errors_beyond_the_variance_scatter_further() {
        assertThat(excused("mlp-informativeness", 0.5, 0.59, 100, ELSEWHERE)).isTrue();
        assertThat(excused("mlp-informativeness", 0.5, 0.61, 100, ELSEWHERE)).isFalse();
        assertThat(excused("mlp-r2", -3, -3.19, 1000, ELSEWHERE)).isTrue();
        assertThat(excused("mlp-r2", -3, -3.21, 1000, ELSEWHERE)).isFalse();
        assertThat(excused("mlp-r2", -3, 0.5, 1000, ELSEWHERE)).isFalse();
    }

    @Test
    void the_same_processor_and_a_metric_that_trains_no_network_excuse_nothing() {
        assertThat(excused("mlp-r2", 0.8, 0.81, 1000, Map.of("processor", "here")))
                .isFalse();
        assertThat(excused("kernel-r2", 0.8, 0.81, 1000, ELSEWHERE)).isFalse();
    }

    @Test
    void records_of_before_name_the_processor_that_trained_and_of_a_gpu_none() {
        assertThat(excused("mlp-r2", 0.8, 0.81, 1000, Map.of("engine.processor", "here")))
                .isFalse();
        assertThat(excused("mlp-r2", 0.8, 0.81, 1000, Map.of("engine.processor", "there")))
                .isTrue();
        Score anew = new Score("mlp-r2", "z", "x", 0.8, 1000, Map.of());
        assertThat(here.excuse("mlp-r2", anew, 0.81, Map.of()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("does not say on which processor"));
        assertThat(here.excuse("mlp-r2", anew, 0.9, Map.of())).isEmpty();
    }

    @Test
    void the_hosts_processor_counts_where_a_record_names_both() {
        assertThat(excused("mlp-r2", 0.8, 0.81, 1000, Map.of("processor", "here", "engine.processor", "there")))
                .isFalse();
    }
}
