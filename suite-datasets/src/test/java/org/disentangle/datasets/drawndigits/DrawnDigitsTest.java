package org.disentangle.datasets.drawndigits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Split;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.datasets.image.LabeledImages;
import org.disentangle.datasets.scene.SceneGeometry;
import org.disentangle.datasets.scene.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnDigitsTest {

    private static final DrawnDigitsOptions SMALL =
            new DrawnDigitsOptions(Variant.DC_BC, 32, 50, 20, 60, 40, 60, 40, 0);

    private final DrawnDigits family = new DrawnDigits();

    @Test
    void the_drawings_of_a_seed_stay_what_they_were_on_every_jvm() {
        assertThat(family.open(SMALL, Path.of("unused")).description().digest())
                .isEqualTo("923b56a2d6da6dc40c4acf6c4ee61b685a8dd021ffb43ae306a73ce713b6e023");
        DrawnDigitsOptions larger = new DrawnDigitsOptions(Variant.DC_BC, 64, 50, 20, 20, 20, 20, 20, 7);
        assertThat(family.open(larger, Path.of("unused")).description().digest())
                .isEqualTo("8f21bf1b4b8a591c27550515a32ba4a01d010b9198c18e6d8852ab50e60c35f1");
    }

    @Test
    void the_number_of_threads_makes_no_difference() throws Exception {
        DrawnPools drawn = new DrawnPools(new SceneGeometry(32), 3);
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            LabeledImages digits =
                    alone.submit(() -> drawn.digits(Split.TRAIN, 500)).get();
            LabeledImages textures =
                    alone.submit(() -> drawn.textures(Split.TRAIN, 300)).get();
            assertThat(drawn.digits(Split.TRAIN, 500).pixels()).isEqualTo(digits.pixels());
            assertThat(drawn.textures(Split.TRAIN, 300).pixels()).isEqualTo(textures.pixels());
        } finally {
            alone.shutdown();
        }
    }

    @Test
    void a_larger_pool_begins_with_the_smaller_one() {
        DrawnPools drawn = new DrawnPools(new SceneGeometry(32), 3);

        assertThat(drawn.digits(Split.TEST, 300).pixels())
                .startsWith(drawn.digits(Split.TEST, 100).pixels());
        assertThat(drawn.textures(Split.TEST, 100).pixels())
                .startsWith(drawn.textures(Split.TEST, 20).pixels());
    }

    @Test
    void no_drawing_is_in_both_splits_or_twice_in_one() {
        DrawnPools drawn = new DrawnPools(new SceneGeometry(32), 0);
        Set<String> seen = new HashSet<>();
        for (Split split : Split.values()) {
            collect(drawn.digits(split, 1000), seen);
            collect(drawn.textures(split, 500), seen);
        }

        assertThat(seen).hasSize(3000);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void every_digit_shows_ink_that_stays_mostly_inside_its_box(int side) {
        SceneGeometry geometry = new SceneGeometry(side);
        LabeledImages digits = new DrawnPools(geometry, 1).digits(Split.TRAIN, 2000);
        int box = geometry.box();
        double border = 0;
        double all = 0;
        for (int image = 0; image < digits.count(); image++) {
            double ink = 0;
            int brightest = 0;
            for (int row = 0; row < box; row++) {
                for (int column = 0; column < box; column++) {
                    int pixel = digits.pixel(image, 0, row, column);
                    ink += pixel / 255.0;
                    brightest = Math.max(brightest, pixel);
                    if (row == 0 || column == 0 || row == box - 1 || column == box - 1) {
                        border += pixel / 255.0;
                    }
                }
            }
            all += ink;
            assertThat(ink / (box * box)).as("ink of image %s", image).isBetween(0.03, 0.5);
            assertThat(brightest).as("brightest pixel of image %s", image).isGreaterThan(180);
        }
        assertThat(border / all).isLessThan(0.03);
    }

    @Test
    void digits_of_both_sizes_cover_the_same_share_of_their_boxes() {
        double small = mean(new DrawnPools(new SceneGeometry(32), 1).digits(Split.TRAIN, 1000));
        double large = mean(new DrawnPools(new SceneGeometry(64), 1).digits(Split.TRAIN, 1000));

        assertThat(small / large).isBetween(0.95, 1.05);
    }

    @Test
    void the_mean_colour_of_a_texture_does_not_tell_its_class() {
        DrawnPools drawn = new DrawnPools(new SceneGeometry(32), 1);
        LabeledImages train = drawn.textures(Split.TRAIN, 4000);
        LabeledImages test = drawn.textures(Split.TEST, 2000);
        double[][] centres = new double[10][3];
        for (int image = 0; image < train.count(); image++) {
            for (int channel = 0; channel < 3; channel++) {
                centres[train.label(image)][channel] += mean(train, image, channel) / 400;
            }
        }
        int right = 0;
        for (int image = 0; image < test.count(); image++) {
            int nearest = 0;
            double least = Double.MAX_VALUE;
            for (int label = 0; label < 10; label++) {
                double distance = 0;
                for (int channel = 0; channel < 3; channel++) {
                    double gap = mean(test, image, channel) - centres[label][channel];
                    distance += gap * gap;
                }
                if (distance < least) {
                    least = distance;
                    nearest = label;
                }
            }
            right += nearest == test.label(image) ? 1 : 0;
        }

        assertThat(right / 2000.0).isLessThan(0.17);
    }

    @Test
    void textures_leave_room_for_a_bright_digit() {
        LabeledImages textures = new DrawnPools(new SceneGeometry(32), 1).textures(Split.TRAIN, 1000);

        assertThat(mean(textures)).isBetween(0.25 * 255, 0.45 * 255);
    }

    @Test
    void the_options_say_what_is_allowed() {
        assertThatThrownBy(() -> new DrawnDigitsOptions(Variant.DC_BC, 48, 50, 20, 60, 40, 60, 40, 0))
                .isInstanceOf(UserError.class)
                .hasMessage("'side' is 48; allowed is 32 or 64");
        assertThatThrownBy(() -> new DrawnDigitsOptions(Variant.DC_BC, 32, 0, 20, 60, 40, 60, 40, 0))
                .hasMessageContaining("'train_pairs' is 0");
        assertThatThrownBy(() -> new DrawnDigitsOptions(Variant.DC_BC, 32, 50, 20, 60, 9, 60, 40, 0))
                .hasMessageContaining("'test_digits' is 9; allowed is a whole number from 10 to 100000");
    }

    @Test
    void backgrounds_are_called_by_their_patterns() {
        assertThat(family.describe(SMALL).factor("BC").values()).startsWith("blobs", "bricks", "checks");
    }

    private static void collect(LabeledImages images, Set<String> seen) {
        int bytes = images.imageBytes();
        for (int image = 0; image < images.count(); image++) {
            byte[] pixels = new byte[bytes];
            System.arraycopy(images.pixels(), image * bytes, pixels, 0, bytes);
            seen.add(CanonicalJson.sha256(pixels));
        }
    }

    private static double mean(LabeledImages images) {
        double sum = 0;
        for (byte pixel : images.pixels()) {
            sum += pixel & 0xff;
        }
        return sum / images.pixels().length;
    }

    private static double mean(LabeledImages images, int image, int channel) {
        double sum = 0;
        int side = images.width();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                sum += images.pixel(image, channel, row, column);
            }
        }
        return sum / (side * side);
    }
}
