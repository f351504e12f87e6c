package org.disentangle.datasets.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.datasets.augmentation.AugmentationOptions.Blur;
import org.disentangle.datasets.augmentation.AugmentationOptions.Crop;
import org.disentangle.datasets.augmentation.AugmentationOptions.Jitter;
import org.junit.jupiter.api.Test;

class AugmentationDrawTest {
    private static final Shape SAMPLE = Shape.of(3, 64, 64);
    private static final Crop WHOLE = new Crop(1, 1, 1, 1);
    private static final Jitter NO_JITTER = new Jitter(0, 0, 0, 0, 0);
    private static final Blur NO_BLUR = new Blur(0, 3, 0.1, 2);
    private static final AugmentationOptions ALL = new AugmentationOptions(
            new Crop(0.2, 1, 0.75, 4.0 / 3), 0.5, new Jitter(0.8, 0.4, 0.3, 0.2, 0.1), 0.2, new Blur(0.5, 7, 0.1, 2));
    private static final SeedStreams STREAMS = new SeedStreams(3);

    private static Map<String, HostTensor> draw(AugmentationOptions options, ViewPolicy policy, int batch, long step) {
        return new ImageTransforms(options, SAMPLE).draw(policy, batch, step, STREAMS);
    }

    private static float[] column(Map<String, HostTensor> drawn, String name) {
        return java.util.Objects.requireNonNull(drawn.get(name)).floats();
    }

    @Test
    void crop_boxes_lie_within_the_image_and_keep_area_and_aspect() {
        Map<String, HostTensor> drawn = draw(ALL, ViewPolicy.PAIR, 2000, 0);
        double meanArea = 0;
        for (int i = 0; i < 4000; i++) {
            float top = column(drawn, "crop/top")[i];
            float left = column(drawn, "crop/left")[i];
            float height = column(drawn, "crop/height")[i];
            float width = column(drawn, "crop/width")[i];
            assertThat(top).isBetween(0f, 64 - height);
            assertThat(left).isBetween(0f, 64 - width);
            assertThat(height * width / 4096).isBetween(0.18f, 1f);
            assertThat(width / height).isBetween(0.7f, 1.43f);
            meanArea += height * width / 4096 / 4000;
        }
        // torchvision's get_params gave a mean of 0.5456 over 20,000 draws: large boxes of extreme aspect are drawn
        // again.
        assertThat(meanArea).isBetween(0.535, 0.556);
    }

    @Test
    void factors_stay_in_their_ranges_and_about_one_in_five_views_is_not_jittered() {
        Map<String, HostTensor> drawn = draw(ALL, ViewPolicy.PAIR, 2000, 0);
        int untouched = 0;
        for (int i = 0; i < 4000; i++) {
            assertThat(column(drawn, "jitter/brightness")[i]).isBetween(0.6f, 1.4f);
            assertThat(column(drawn, "jitter/contrast")[i]).isBetween(0.7f, 1.3f);
            assertThat(column(drawn, "jitter/saturation")[i]).isBetween(0.8f, 1.2f);
            assertThat(column(drawn, "jitter/hue")[i]).isBetween(-0.1f, 0.1f);
            untouched += column(drawn, "jitter/brightness")[i] == 1 && column(drawn, "jitter/hue")[i] == 0 ? 1 : 0;
        }
        assertThat(untouched / 4000.0).isBetween(0.17, 0.23);
    }

    @Test
    void coins_fall_with_their_probabilities() {
        Map<String, HostTensor> drawn = draw(ALL, ViewPolicy.PAIR, 5000, 0);

        assertThat(mean(column(drawn, "flip/horizontal"))).isBetween(0.48, 0.52);
        assertThat(mean(column(drawn, "grey/applies"))).isBetween(0.18, 0.22);
    }

    @Test
    void a_step_draws_the_same_whatever_was_drawn_before_and_steps_differ() {
        Map<String, HostTensor> first = draw(ALL, ViewPolicy.PAIR, 10, 7);

        assertThat(column(draw(ALL, ViewPolicy.PAIR, 10, 7), "crop/top")).isEqualTo(column(first, "crop/top"));
        assertThat(column(draw(ALL, ViewPolicy.PAIR, 10, 8), "jitter/hue")).isNotEqualTo(column(first, "jitter/hue"));
    }

    @Test
    void switching_one_stage_off_does_not_shift_the_others() {
        AugmentationOptions withoutCrop = new AugmentationOptions(WHOLE, ALL.flip(), ALL.jitter(), ALL.grey(), NO_BLUR);

        assertThat(column(draw(withoutCrop, ViewPolicy.PAIR, 10, 0), "jitter/hue"))
                .isEqualTo(column(draw(ALL, ViewPolicy.PAIR, 10, 0), "jitter/hue"));
        assertThat(column(draw(withoutCrop, ViewPolicy.PAIR, 10, 0), "flip/horizontal"))
                .isEqualTo(column(draw(ALL, ViewPolicy.PAIR, 10, 0), "flip/horizontal"));
    }

    @Test
    void a_shared_group_is_equal_between_its_views_and_the_others_are_not() {
        ViewPolicy policy = new ViewPolicy(2, List.of(new ViewPolicy.Sharing("jitter", 1, 0)));
        Map<String, HostTensor> drawn = draw(ALL, policy, 50, 0);

        for (String name : List.of("jitter/brightness", "jitter/contrast", "jitter/saturation", "jitter/hue")) {
            float[] column = column(drawn, name);
            assertThat(java.util.Arrays.copyOfRange(column, 50, 100))
                    .isEqualTo(java.util.Arrays.copyOfRange(column, 0, 50));
        }
        float[] tops = column(drawn, "crop/top");
        assertThat(java.util.Arrays.copyOfRange(tops, 50, 100)).isNotEqualTo(java.util.Arrays.copyOfRange(tops, 0, 50));
    }

    @Test
    void stages_that_change_nothing_have_no_columns() {
        AugmentationOptions none = new AugmentationOptions(WHOLE, 0, NO_JITTER, 0, NO_BLUR);

        assertThat(new ImageTransforms(none, SAMPLE).columns()).isEmpty();
        assertThat(new ImageTransforms(none, Shape.of(10)).columns()).isEmpty();
    }

    @Test
    void vectors_cannot_be_augmented_as_images() {
        assertThatThrownBy(() -> new ImageTransforms(ALL, Shape.of(10)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("[3, height, width]")
                .hasMessageContaining("[10]");
    }

    @Test
    void strengths_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> new Crop(0.5, 0.2, 1, 1)).hasMessageContaining("maximum_area");
        assertThatThrownBy(() -> new Jitter(0.8, Double.NaN, 0, 0, 0)).hasMessageContaining("brightness");
        assertThatThrownBy(() -> new Jitter(0.8, 0, 0, 0, 0.6)).hasMessageContaining("hue");
        assertThatThrownBy(() -> new Blur(0.5, 4, 0.1, 2)).hasMessageContaining("an odd number");
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
