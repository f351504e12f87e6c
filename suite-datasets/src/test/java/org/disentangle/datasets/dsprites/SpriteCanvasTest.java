package org.disentangle.datasets.dsprites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpriteCanvasTest {

    private static final Outline BOX = new Outline(new double[] {-8, 8, 8, -8}, new double[] {-4, -4, 4, 4});

    @Test
    void a_box_whose_edges_lie_on_pixel_borders_fills_just_these_pixels() {
        byte[] pixels = bytes(64, 1, BOX, 20, 10);

        for (int row = 0; row < 64; row++) {
            for (int column = 0; column < 64; column++) {
                boolean inside = row >= 6 && row < 14 && column >= 12 && column < 28;
                assertThat(pixels[row * 64 + column] & 0xff)
                        .as("row %d column %d", row, column)
                        .isEqualTo(inside ? 255 : 0);
            }
        }
    }

    @Test
    void centres_on_an_edge_belong_to_the_polygon_on_the_right_and_below() {
        byte[] pixels = bytes(64, 1, BOX, 20.5, 10.5);

        assertThat(set(pixels, 6 * 64 + 12)).isTrue();
        assertThat(set(pixels, 13 * 64 + 27)).isTrue();
        assertThat(set(pixels, 14 * 64 + 20)).isFalse();
        assertThat(set(pixels, 10 * 64 + 28)).isFalse();
    }

    @Test
    void what_lies_outside_the_image_is_cut_off() {
        byte[] left = bytes(64, 1, BOX, -2, 10);
        byte[] corner = bytes(64, 1, BOX, 62, 63);

        assertThat(count(left)).isEqualTo(6 * 8);
        assertThat(count(corner)).isEqualTo(10 * 5);
        assertThat(count(bytes(64, 1, BOX, -30, 10))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 33, 64, 100})
    void coverage_sums_to_the_area_at_any_size(int side) {
        byte[] pixels = bytes(side, 8, BOX, 31.3, 27.9);
        double covered = 0;
        for (byte pixel : pixels) {
            covered += (pixel & 0xff) / 255.0;
        }

        assertThat(covered * 64 / side * 64 / side).isBetween(0.96 * 128, 1.04 * 128);
    }

    @Test
    void two_by_two_samples_at_half_size_are_the_mean_of_the_original() {
        Outline heart = SpriteShape.HEART.outline().turned(0.8, 1);
        byte[] original = bytes(64, 1, heart, 30.2, 33.7);
        byte[] half = bytes(32, 2, heart, 30.2, 33.7);

        for (int row = 0; row < 32; row++) {
            for (int column = 0; column < 32; column++) {
                int first = 2 * row * 64 + 2 * column;
                int sum = (original[first] & 0xff)
                        + (original[first + 1] & 0xff)
                        + (original[first + 64] & 0xff)
                        + (original[first + 65] & 0xff);
                assertThat(half[row * 32 + column] & 0xff).isEqualTo(Math.round(sum / 4f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bits_are_the_bytes_of_one_sample_per_pixel(SpriteShape shape) {
        SpriteCanvas canvas = new SpriteCanvas(33, 1);
        canvas.draw(shape.outline().turned(1, 0.3), 32, 32);
        byte[] bytes = new byte[33 * 33];
        byte[] bits = new byte[2 + (33 * 33 + 7) / 8];
        canvas.writeBytes(bytes, 0);
        canvas.writeBits(bits, 2);

        for (int pixel = 0; pixel < bytes.length; pixel++) {
            int bit = bits[2 + pixel / 8] >> (7 - pixel % 8) & 1;
            assertThat(bytes[pixel] & 0xff).isEqualTo(255 * bit);
        }
        assertThat(Arrays.copyOf(bits, 2)).containsOnly(0);
    }

    @Test
    void a_small_angle_turns_against_the_clock() {
        byte[] level = bytes(64, 1, new Outline(new double[] {0, 20, 20, 0}, new double[] {-1, -1, 1, 1}), 32, 32);
        byte[] turned = bytes(
                64, 1, new Outline(new double[] {0, 20, 20, 0}, new double[] {-1, -1, 1, 1}).turned(1, 0.5), 32, 32);

        assertThat(meanRow(level)).isEqualTo(31.5);
        assertThat(meanRow(turned)).isLessThan(29);
    }

    private static byte[] bytes(int side, int supersampling, Outline outline, double x, double y) {
        SpriteCanvas canvas = new SpriteCanvas(side, supersampling);
        canvas.draw(SpriteShape.SQUARE.outline(), 40, 40);
        canvas.draw(outline, x, y);
        byte[] pixels = new byte[side * side];
        canvas.writeBytes(pixels, 0);
        return pixels;
    }

    private static boolean set(byte[] pixels, int pixel) {
        return pixels[pixel] != 0;
    }

    private static int count(byte[] pixels) {
        int count = 0;
        for (byte pixel : pixels) {
            count += pixel == 0 ? 0 : 1;
        }
        return count;
    }

    private static double meanRow(byte[] pixels) {
        double sum = 0;
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            sum += pixels[pixel] == 0 ? 0 : pixel / 64;
        }
        return sum / count(pixels);
    }
}
