package org.disentangle.datasets.coloredmnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.TestData;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.TinyScenes;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.tinted.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColoredMnistTest {

    private static final List<Integer> ALL = IntStream.range(0, 10).boxed().toList();

    @TempDir
    Path folder;

    @Test
    void the_drawn_digits_of_a_seed_stay_what_they_were_on_every_jvm() {
        assertThat(drawn(ALL, 10, 0, 28, 200, 50, 0).description().digest())
                .isEqualTo("2f5880beaed77e0df233d9fffa534223a9d34b686e581b6815092f5994d43ca7");
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 32})
    void a_scene_is_the_files_digit_in_its_color_within_the_border(int side) {
        TinyFiles.writeMnist(folder.resolve("mnist"), 40, 30);
        byte[] stored = TinyFiles.idxImages(30, 28, 28);
        DataSet opened = family().open(new ColoredMnistOptions(DigitSource.MNIST, ALL, 10, 0, side, 40, 30, 0), folder);
        ReferenceTensor rendered = TinyScenes.render(opened, Split.TEST, 30);
        int[] colors = opened.samples(Split.TEST).labels("color");

        assertThat(rendered.shape()).isEqualTo(Shape.of(30, 3, side, side));
        int margin = (side - 28) / 2;
        for (int image = 0; image < 30; image++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int y = row - margin;
                    int x = column - margin;
                    boolean inside = y >= 0 && y < 28 && x >= 0 && x < 28;
                    int grey = inside ? stored[16 + (image * 28 + y) * 28 + x] & 0xff : 0;
                    double green = Palette.channel(colors[image], 1) / 255.0;
                    assertThat(rendered.at(image, 1, row, column)).isEqualTo(grey / 255.0 * green, within(1e-6));
                }
            }
        }
    }

    @Test
    void chosen_digits_keep_the_files_order_and_get_labels_from_0() {
        TinyFiles.writeMnist(folder.resolve("mnist"), 40, 30);
        DataSet opened =
                family().open(new ColoredMnistOptions(DigitSource.MNIST, List.of(3, 7), 2, 0, 28, 8, 5, 0), folder);

        assertThat(opened.samples(Split.TRAIN).labels("digit")).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
        assertThat(opened.description().factor("digit").values()).containsExactly("3", "7");
        assertThat(opened.description().jointCardinality()).isEqualTo(4);
        byte[] pool = opened.pools(Split.TRAIN).get("images").bytes();
        byte[] stored = TinyFiles.idxImages(40, 28, 28);
        assertThat(Arrays.copyOfRange(pool, 784, 2 * 784))
                .isEqualTo(Arrays.copyOfRange(stored, 16 + 7 * 784, 16 + 8 * 784));
        assertThatThrownBy(() -> family().open(
                                new ColoredMnistOptions(DigitSource.MNIST, List.of(3, 7), 2, 0, 28, 9, 5, 0), folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'train_images' is 9, but the train split has 8 images of the digits [3, 7]");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void without_correlation_color_and_digit_are_independent(long seed) {
        Samples samples = drawn(ALL, 10, 0, 28, 5_000, 10, seed).samples(Split.TRAIN);

        assertThat(TinyScenes.chiSquare(samples.labels("digit"), 10, samples.labels("color"), 10))
                .as("81 degrees of freedom, 99.9 %% quantile")
                .isLessThan(126.1);
    }

    @Test
    void correlation_is_the_share_of_images_whose_digit_tells_the_color() {
        Samples whole = drawn(List.of(2, 5, 9), 4, 1, 28, 300, 10, 0).samples(Split.TRAIN);
        for (int row = 0; row < whole.rows(); row++) {
            int digit = List.of(2, 5, 9).get(whole.labels("digit")[row]);
            assertThat(whole.labels("color")[row]).isEqualTo(digit % 4);
        }

        Samples half = drawn(ALL, 10, 0.5, 28, 4_000, 10, 0).samples(Split.TRAIN);
        int agreeing = 0;
        for (int row = 0; row < half.rows(); row++) {
            agreeing += half.labels("color")[row] == half.labels("digit")[row] ? 1 : 0;
        }
        assertThat(agreeing / 4000.0).isEqualTo(0.55, within(0.03));
    }

    @Test
    void joint_labels_number_digits_and_colors() {
        DataSet opened = drawn(ALL, 3, 0, 28, 500, 100, 5);
        Samples samples = opened.samples(Split.TRAIN);

        for (int row = 0; row < samples.rows(); row++) {
            assertThat(samples.labels("color")[row]).isBetween(0, 2);
            assertThat(samples.jointLabels()[row])
                    .isEqualTo(3 * samples.labels("digit")[row] + samples.labels("color")[row])
                    .isLessThan(opened.description().jointCardinality());
        }
        assertThat(opened.samples(Split.TEST).labels("color")).contains(0, 1, 2);
    }

    @Test
    void only_mnist_needs_files() {
        ColoredMnistOptions defaults = family().defaults();
        DataSetDescription description = family().describe(defaults);

        assertThat(description.groups()).isEqualTo(Map.of(Split.TRAIN, 60_000, Split.TEST, 10_000));
        assertThat(description.sharedFactors()).containsExactly("digit", "color");
        assertThat(family().files(defaults)).hasSize(4);
        assertThat(family().files(new ColoredMnistOptions(DigitSource.DRAWN, ALL, 10, 0, 28, 10, 10, 0)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3     | 10 | 0   | 28 | 'digits' is [3]; allowed is at least two of 0 to 9, ascending
            3,3   | 10 | 0   | 28 | 'digits' is [3, 3]
            7,3   | 10 | 0   | 28 | 'digits' is [7, 3]
            3,10  | 10 | 0   | 28 | 'digits' is [3, 10]
            0,1   | 1  | 0   | 28 | 'colors' is 1
            0,1   | 11 | 0   | 28 | 'colors' is 11
            0,1   | 2  | 1.1 | 28 | 'correlation' is 1.1
            0,1   | 2  | NaN | 28 | 'correlation' is NaN
            0,1   | 2  | 0   | 30 | 'side' is 30; allowed is 28 or 32
            """)
    void settings_that_cannot_be_served_are_refused(
            String digits, int colors, double correlation, int side, String message) {
        List<Integer> list =
                Arrays.stream(digits.split(",", -1)).map(Integer::valueOf).toList();
        assertThatThrownBy(() -> new ColoredMnistOptions(DigitSource.DRAWN, list, colors, correlation, side, 10, 10, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_real_files_have_all_digits_in_all_colors() {
        DataSet opened = family().open(family().defaults(), TestData.folder());
        Samples samples = opened.samples(Split.TRAIN);

        assertThat(IntStream.of(samples.jointLabels()).distinct().count()).isEqualTo(100);
        assertThat(TinyScenes.chiSquare(samples.labels("digit"), 10, samples.labels("color"), 10))
                .isLessThan(126.1);
    }

    private ColoredMnist family() {
        return new ColoredMnist(new DigestCache(folder.resolve("cache")));
    }

    private DataSet drawn(
            List<Integer> digits, int colors, double correlation, int side, int train, int test, long seed) {
        return family().open(
                        new ColoredMnistOptions(
                                DigitSource.DRAWN, digits, colors, correlation, side, train, test, seed),
                        folder);
    }
}
