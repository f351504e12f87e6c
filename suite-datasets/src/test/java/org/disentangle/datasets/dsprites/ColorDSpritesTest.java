package org.disentangle.datasets.dsprites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.TinyScenes;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.tinted.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorDSpritesTest {

    private static final Path NOWHERE = Path.of("unused");
    private static final ColorDSpritesOptions SMALL =
            new ColorDSpritesOptions(SpriteSource.GENERATED, 64, 1, 3000, 500, 0);

    private final ColorDSprites family = new ColorDSprites();

    @Test
    void the_images_of_a_seed_stay_what_they_were_on_every_jvm() {
        assertThat(family.open(SMALL, NOWHERE).description().digest())
                .isEqualTo("f9a23f9072202b69562747e06dd2fe0d44216813c75d43dd901362a4ef9f1627");
        assertThat(family.open(new ColorDSpritesOptions(SpriteSource.GENERATED, 32, 4, 100, 50, 7), NOWHERE)
                        .description()
                        .digest())
                .isEqualTo("0b7cf667f52c65a53e97a786c95317530b7882c1aeb459a74cdaf1460ea46ae9");
    }

    @Test
    void the_number_of_threads_makes_no_difference() throws Exception {
        int[] images = IntStream.range(0, 3000).map(i -> i * 241).toArray();
        SpritePool pool = new SpritePool(64, 1);
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            assertThat(alone.submit(() -> pool.draw(images).content()).get())
                    .isEqualTo(pool.draw(images).content());
        } finally {
            alone.shutdown();
        }
    }

    @Test
    void labels_make_up_the_number_of_the_image() {
        int[] cardinalities = {3, 6, 40, 32, 32};
        for (int image = 0; image < SpriteGrid.IMAGES; image += 97) {
            int[] labels = {
                SpriteGrid.shape(image),
                SpriteGrid.scale(image),
                SpriteGrid.orientation(image),
                SpriteGrid.x(image),
                SpriteGrid.y(image)
            };
            int number = 0;
            for (int factor = 0; factor < labels.length; factor++) {
                assertThat(labels[factor]).isBetween(0, cardinalities[factor] - 1);
                number = number * cardinalities[factor] + labels[factor];
            }
            assertThat(number).isEqualTo(image);
        }
    }

    @Test
    void every_label_is_in_range_and_every_value_occurs() {
        DataSet opened = family.open(SMALL, NOWHERE);
        Samples samples = opened.samples(Split.TRAIN);

        assertThat(opened.description().factors())
                .extracting(Factor::name)
                .containsExactly("shape", "color", "scale", "orientation", "x", "y");
        for (Factor factor : opened.description().factors()) {
            int[] seen = IntStream.of(samples.labels(factor.name()))
                    .distinct()
                    .sorted()
                    .toArray();
            assertThat(seen).isEqualTo(IntStream.range(0, factor.cardinality()).toArray());
        }
        for (int row = 0; row < samples.rows(); row++) {
            assertThat(samples.jointLabels()[row])
                    .isEqualTo(10 * samples.labels("shape")[row] + samples.labels("color")[row])
                    .isLessThan(opened.description().jointCardinality());
        }
    }

    @Test
    void continuous_factors_have_the_numbers_that_their_labels_stand_for() {
        Samples samples = family.open(SMALL, NOWHERE).samples(Split.TEST);

        assertThat(samples.targets("position")).hasSize(1000);
        for (int row = 0; row < samples.rows(); row++) {
            assertThat(samples.targets("position")[2 * row]).isEqualTo(samples.labels("x")[row] / 31f, within(1e-6f));
            assertThat(samples.targets("position")[2 * row + 1])
                    .isEqualTo(samples.labels("y")[row] / 31f, within(1e-6f));
            assertThat(samples.targets("size")[row])
                    .isEqualTo(0.5f + samples.labels("scale")[row] / 10f, within(1e-6f));
            int turns = List.of(4, 2, 1).get(samples.labels("shape")[row]);
            double angle = turns * 2 * Math.PI * samples.labels("orientation")[row] / 39;
            assertThat(samples.targets("angle")[2 * row]).isEqualTo((float) Math.cos(angle), within(1e-6f));
            assertThat(samples.targets("angle")[2 * row + 1]).isEqualTo((float) Math.sin(angle), within(1e-6f));
        }
        assertThat(family.describe(SMALL).continuousFactors())
                .extracting(ContinuousFactor::dimension)
                .containsExactly(2, 1, 2);
    }

    @Test
    void a_whole_turn_gives_the_same_image() {
        SpritePool pool = new SpritePool(64, 1);
        int place = 1024 * 40;
        for (int shape = 0; shape < 3; shape++) {
            int unturned = shape * 6 * place + 5 * place + 16 * 32 + 16;
            byte[] first = pool.draw(unturned).content();
            assertThat(pool.draw(unturned + 39 * 1024).content()).isEqualTo(first);
            assertThat(pool.draw(unturned + 13 * 1024).content()).isNotEqualTo(first);
        }
    }

    @Test
    void more_images_begin_with_fewer_and_the_splits_have_none_in_common() {
        BySplit<int[]> few = SpriteSplit.draw(100, 50, 3);
        BySplit<int[]> all = SpriteSplit.draw(663_552, 73_728, 3);

        assertThat(all.train()).startsWith(few.train());
        assertThat(all.test()).startsWith(few.test());
        int[] every = IntStream.concat(IntStream.of(all.train()), IntStream.of(all.test()))
                .sorted()
                .toArray();
        assertThat(every).isEqualTo(IntStream.range(0, SpriteGrid.IMAGES).toArray());
        assertThat(SpriteSplit.draw(100, 50, 4).train()).isNotEqualTo(few.train());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void color_is_independent_of_shape_and_of_place(long seed) {
        Samples samples = family.open(new ColorDSpritesOptions(SpriteSource.GENERATED, 16, 1, 20_000, 1, seed), NOWHERE)
                .samples(Split.TRAIN);

        assertThat(TinyScenes.chiSquare(samples.labels("shape"), 3, samples.labels("color"), 10))
                .as("18 degrees of freedom, 99.9 %% quantile")
                .isLessThan(42.3);
        assertThat(TinyScenes.chiSquare(samples.labels("x"), 32, samples.labels("color"), 10))
                .as("279 degrees of freedom, 99.9 %% quantile")
                .isLessThan(357);
    }

    @Test
    void a_scene_is_the_sprite_in_its_color() {
        DataSet opened = family.open(SMALL, NOWHERE);
        Samples samples = opened.samples(Split.TEST);
        ReferenceTensor rendered = TinyScenes.render(opened, Split.TEST, 2);
        byte[] bits = opened.pools(Split.TEST).get("images").bytes();

        assertThat(rendered.shape()).isEqualTo(Shape.of(2, 3, 64, 64));
        for (int row = 0; row < 2; row++) {
            int color = samples.labels("color")[row];
            int[] rgb = new int[][] {
                        {31, 119, 180}, {255, 127, 14}, {44, 160, 44}, {214, 39, 40}, {148, 103, 189},
                        {140, 86, 75}, {227, 119, 194}, {127, 127, 127}, {188, 189, 34}, {23, 190, 207}
                    }
                    [color];
            for (int pixel = 0; pixel < 4096; pixel++) {
                int bit = bits[row * 512 + pixel / 8] >> (7 - pixel % 8) & 1;
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(rendered.at(row, channel, pixel / 64, pixel % 64))
                            .isEqualTo(bit * rgb[channel] / 255.0, within(1e-6));
                }
            }
        }
    }

    @Test
    void smooth_edges_take_values_between() {
        DataSet opened = family.open(new ColorDSpritesOptions(SpriteSource.GENERATED, 32, 4, 20, 5, 0), NOWHERE);
        ReferenceTensor rendered = TinyScenes.render(opened, Split.TEST, 5);

        assertThat(opened.pools(Split.TEST).get("images").shape()).isEqualTo(Shape.of(5, 1024));
        byte[] pixels = opened.pools(Split.TEST).get("images").bytes();
        assertThat(IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xff).filter(v -> v > 0 && v < 255))
                .isNotEmpty();
        int[] rgb = {31, 255, 44, 214, 148, 140, 227, 127, 188, 23};
        for (int row = 0; row < 5; row++) {
            int red = rgb[opened.samples(Split.TEST).labels("color")[row]];
            for (int pixel = 0; pixel < 1024; pixel++) {
                assertThat(rendered.at(row, 0, pixel / 32, pixel % 32))
                        .isEqualTo((pixels[row * 1024 + pixel] & 0xff) / 255.0 * red / 255, within(1e-6));
            }
        }
    }

    /** The authors normalise by mean (0.0233, 0.0210, 0.0184) and deviation (0.128, 0.106, 0.105). */
    @Test
    void the_channels_have_the_mean_and_deviation_that_the_authors_state() {
        DataSet opened = family.open(new ColorDSpritesOptions(SpriteSource.GENERATED, 64, 1, 20_000, 1, 0), NOWHERE);
        byte[] bits = opened.pools(Split.TRAIN).get("images").bytes();
        int[] colors = opened.samples(Split.TRAIN).labels("color");
        double[] stated = {0.0233, 0.0210, 0.0184, 0.128, 0.106, 0.105};
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            double squares = 0;
            for (int image = 0; image < 20_000; image++) {
                int inside = 0;
                for (int i = 0; i < 512; i++) {
                    inside += Integer.bitCount(bits[image * 512 + i] & 0xff);
                }
                double value = Palette.channel(colors[image], channel) / 255.0;
                sum += inside * value;
                squares += inside * value * value;
            }
            double mean = sum / (20_000 * 4096.0);
            assertThat(mean).isEqualTo(stated[channel], within(0.0003));
            assertThat(Math.sqrt(squares / (20_000 * 4096.0) - mean * mean))
                    .isEqualTo(stated[3 + channel], within(0.001));
        }
    }

    @Test
    void what_it_will_be_is_known_without_drawing() {
        DataSetDescription description = family.describe(family.defaults());

        assertThat(description.groups()).isEqualTo(Map.of(Split.TRAIN, 663_552, Split.TEST, 73_728));
        assertThat(description.sample()).isEqualTo(Shape.of(3, 64, 64));
        assertThat(description.rowsPerGroup()).isEqualTo(1);
        assertThat(description.sharedFactors()).containsExactly("shape", "color");
        assertThat(description.jointCardinality()).isEqualTo(30);
        assertThat(description.digest()).isEmpty();
        assertThat(description.factor("orientation").values()).contains("0.0", "9.2", "360.0");
        assertThat(family.files(family.defaults())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8   | 1 | 10     | 10    | 'side' is 8; allowed is a whole number from 16 to 256
            64  | 0 | 10     | 10    | 'supersampling' is 0
            64  | 1 | 0      | 10    | 'train_images' is 0; allowed is a whole number from 1 to 663552
            64  | 1 | 10     | 73729 | 'test_images' is 73729
            64  | 2 | 600000 | 10    | 'train_images' is 600000; allowed is at most 524287 with side 64 and supersampling 2
            """)
    void settings_that_cannot_be_served_are_refused(int side, int supersampling, int train, int test, String message) {
        assertThatThrownBy(() -> new ColorDSpritesOptions(SpriteSource.GENERATED, side, supersampling, train, test, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }
}
