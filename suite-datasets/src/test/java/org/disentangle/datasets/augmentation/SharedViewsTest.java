package org.disentangle.datasets.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.core.view.ViewPolicy.Closeness;
import org.disentangle.core.view.ViewPolicy.Sharing;
import org.disentangle.datasets.augmentation.AugmentationOptions.Blur;
import org.disentangle.datasets.augmentation.AugmentationOptions.Crop;
import org.disentangle.datasets.augmentation.AugmentationOptions.Jitter;
import org.disentangle.datasets.augmentation.AugmentationOptions.Placement;
import org.junit.jupiter.api.Test;

class SharedViewsTest {
    private static final int BATCH = 40;
    private static final AugmentationOptions OPTIONS = new AugmentationOptions(
            new Crop(0.2, 0.8, 0.75, 4.0 / 3),
            0,
            new Placement(2, 0.2, 60, 0.5),
            new Jitter(1, 0.4, 0.4, 0.4, 0.1),
            0.5,
            AugmentationOptions.NONE.blur());

    private static Map<String, HostTensor> draw(ViewPolicy policy) {
        return new ImageTransforms(OPTIONS, Shape.of(3, 64, 64)).draw(policy, BATCH, 9, new SeedStreams(1));
    }

    private static boolean equalAt(Map<String, HostTensor> drawn, String column, int view, int place) {
        float[] values = drawn.get(column).floats();
        return values[view * BATCH + place] == values[place];
    }

    @Test
    void a_named_group_shares_all_its_transforms_and_no_other() {
        Map<String, HostTensor> drawn = draw(new ViewPolicy(2, List.of(new Sharing("color", 1, 0))));

        for (String column : List.of("jitter/brightness", "jitter/hue", "grey/applies")) {
            float[] values = drawn.get(column).floats();
            assertThat(Arrays.copyOfRange(values, BATCH, 2 * BATCH)).isEqualTo(Arrays.copyOf(values, BATCH));
        }
        for (String column : List.of("crop/top", "rotation/sine", "translation/right", "zoom/scale")) {
            float[] values = drawn.get(column).floats();
            assertThat(Arrays.copyOfRange(values, BATCH, 2 * BATCH)).isNotEqualTo(Arrays.copyOf(values, BATCH));
        }
    }

    @Test
    void a_sharing_of_one_pair_type_leaves_pairs_of_other_types_alone() {
        ViewPolicy policy = new ViewPolicy(
                2,
                3,
                List.of(
                        new Sharing("jitter", 1, 0, 1, Closeness.EQUAL),
                        new Sharing("translation", 1, 0, 2, Closeness.EQUAL)));
        Map<String, HostTensor> drawn = draw(policy);

        for (int place = 0; place < BATCH; place++) {
            int type = policy.pairType(9, place);
            assertThat(equalAt(drawn, "jitter/contrast", 1, place)).isEqualTo(type == 1);
            assertThat(equalAt(drawn, "translation/down", 1, place)).isEqualTo(type == 2);
        }
    }

    @Test
    void types_take_turns_over_places_and_steps() {
        ViewPolicy policy = new ViewPolicy(2, 3, List.of());

        assertThat(List.of(policy.pairType(0, 0), policy.pairType(0, 1), policy.pairType(0, 2), policy.pairType(0, 3)))
                .containsExactly(0, 1, 2, 0);
        assertThat(policy.pairType(1, 0)).isEqualTo(1);
        assertThat(policy.pairType(1L << 50, 0)).isBetween(0, 2);
    }

    @Test
    void a_constrained_crop_lies_near_the_other_and_inside_the_image() {
        Map<String, HostTensor> drawn =
                draw(new ViewPolicy(2, List.of(new Sharing("crop", 1, 0, Sharing.EVERY_TYPE, Closeness.NEAR))));
        float[] top = drawn.get("crop/top").floats();
        float[] left = drawn.get("crop/left").floats();
        float[] height = drawn.get("crop/height").floats();
        float[] width = drawn.get("crop/width").floats();
        boolean moved = false;
        for (int i = 0; i < BATCH; i++) {
            int near = BATCH + i;
            double areas = height[near] * width[near] / (height[i] * width[i]);
            // Whole pixels blur the range of 0.6 to 1.4 a little.
            assertThat(areas).isBetween(0.55, 1.45);
            assertThat(top[near]).isBetween(0f, 64 - height[near]);
            assertThat(left[near]).isBetween(0f, 64 - width[near]);
            double overlap =
                    Math.max(0, Math.min(top[i] + height[i], top[near] + height[near]) - Math.max(top[i], top[near]));
            assertThat(overlap).isGreaterThan(0.5 * Math.min(height[i], height[near]));
            moved |= height[near] != height[i];
        }
        assertThat(moved).isTrue();
    }

    @Test
    void a_constrained_crop_does_not_crop_where_crops_are_off() {
        AugmentationOptions flips = new AugmentationOptions(
                new Crop(1, 1, 1, 1), 0.5, new Jitter(0, 0, 0, 0, 0), 0, new Blur(0, 7, 0.1, 2));
        ViewPolicy policy = new ViewPolicy(2, List.of(new Sharing("crop", 1, 0, Sharing.EVERY_TYPE, Closeness.NEAR)));
        Map<String, HostTensor> drawn =
                new ImageTransforms(flips, Shape.of(3, 64, 64)).draw(policy, BATCH, 9, new SeedStreams(3));

        assertThat(drawn.get("crop/height").floats()).containsOnly(64);
        assertThat(drawn.get("crop/left").floats()).containsOnly(0);
    }

    @Test
    void a_group_without_an_active_transform_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> draw(new ViewPolicy(2, List.of(new Sharing("texture", 1, 0)))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'texture'")
                .hasMessageContaining("color");
        assertThat(new ImageTransforms(OPTIONS, Shape.of(3, 64, 64)).groups())
                .contains("jitter", "grey", "color", "appearance", "spatial", "affine", "crop", "zoom")
                .doesNotContain("texture", "blur", "flip");
    }

    @Test
    void every_preset_fits_small_images() {
        for (AugmentationPreset preset : AugmentationPreset.ALL.all()) {
            assertThat(new ImageTransforms(preset.options(), Shape.of(3, 64, 64)).columns())
                    .as(preset.name())
                    .hasSizeGreaterThanOrEqualTo(preset.name().equals("none") ? 0 : 5);
        }
    }
}
