package org.disentangle.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.core.random.SeedStreams;
import org.junit.jupiter.api.Test;

class InitializerTest {
    private static final SeedStreams STREAMS = new SeedStreams(1);

    @Test
    void normal_values_have_mean_zero_and_the_deviation_asked_for() {
        float[] values = new Initializer.Normal(0.3).values(Shape.of(200, 500), STREAMS.stream("init"));
        assertThat(mean(values)).isCloseTo(0, within(0.005));
        assertThat(Math.sqrt(meanSquare(values))).isCloseTo(0.3, within(0.003));
    }

    @Test
    void uniform_values_fill_their_range() {
        float[] values = new Initializer.Uniform(0.5).values(Shape.of(100_000), STREAMS.stream("init"));
        assertThat(mean(values)).isCloseTo(0, within(0.005));
        assertThat(meanSquare(values)).isCloseTo(0.25 / 3, within(0.002));
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isBetween(0.4999f, 0.5f);
    }

    @Test
    void he_initialisation_counts_the_fan_out() {
        assertThat(Initializer.heFanOut(Shape.of(64, 3, 7, 7)))
                .isEqualTo(new Initializer.Normal(Math.sqrt(2.0 / (64 * 49))));
        assertThat(Initializer.heFanOut(Shape.of(10, 20))).isEqualTo(new Initializer.Normal(Math.sqrt(0.2)));
    }

    @Test
    void the_bound_of_a_linear_layer_is_one_over_the_root_of_its_inputs() {
        assertThat(Initializer.uniformFanIn(16)).isEqualTo(new Initializer.Uniform(0.25));
    }

    @Test
    void the_same_stream_gives_the_same_weights() {
        assertThat(new Initializer.Normal(1).values(Shape.of(3), STREAMS.stream("init", 5)))
                .containsExactly(new Initializer.Normal(1).values(Shape.of(3), STREAMS.stream("init", 5)));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double meanSquare(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return sum / values.length;
    }
}
