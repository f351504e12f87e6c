package org.disentangle.datasets.dsprites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetFamily.RequiredFile;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.datasets.TestData;
import org.disentangle.datasets.TinySprites;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.library.DataImport;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.scene.BySplit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorDSpritesFileTest {

    @TempDir
    Path folder;

    private Path data;
    private ColorDSprites family;

    @BeforeEach
    void emptyFolder() {
        data = folder.resolve("data");
        family = new ColorDSprites(new DigestCache(folder.resolve("cache")));
    }

    @Test
    void a_file_of_our_own_sprites_gives_the_generated_data_to_the_bit() {
        BySplit<int[]> drawn = SpriteSplit.draw(30, 10, 5);
        writeDrawn(concat(drawn.train(), drawn.test()));

        DataSet read = family.open(options(30, 10), data);
        DataSet generated = family.open(new ColorDSpritesOptions(SpriteSource.GENERATED, 64, 1, 30, 10, 5), data);

        assertThat(read.description()).isEqualTo(generated.description());
        for (Split split : Split.values()) {
            assertThat(read.pools(split).get("images").bytes())
                    .isEqualTo(generated.pools(split).get("images").bytes());
            assertThat(read.samples(split).jointLabels())
                    .isEqualTo(generated.samples(split).jointLabels());
        }
    }

    @Test
    void a_part_keeps_the_split_and_the_order_of_the_whole() {
        BySplit<int[]> drawn = SpriteSplit.draw(100, 20, 5);
        int[] everyThird = IntStream.range(0, 100)
                .filter(i -> i % 3 == 0)
                .map(i -> drawn.train()[i])
                .toArray();
        writeDrawn(concat(everyThird, drawn.test()));

        Samples train = family.open(options(20, 20), data).samples(Split.TRAIN);

        for (int row = 0; row < 20; row++) {
            assertThat(number(train, row)).isEqualTo(drawn.train()[3 * row]);
        }
    }

    @Test
    void more_images_than_the_file_holds_are_refused_with_the_numbers_available() {
        BySplit<int[]> drawn = SpriteSplit.draw(12, 3, 5);
        writeDrawn(concat(drawn.train(), drawn.test()));

        assertThatThrownBy(() -> family.open(options(13, 3), data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'train_images' is 13, but ")
                .hasMessageContaining(TinySprites.PUBLISHED + " holds 12 images of the train split");
        assertThatThrownBy(() -> family.open(options(12, 73_728), data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'test_images' is 73728, but ")
                .hasMessageContaining(" holds 3 images of the test split");
        assertThat(family.open(options(12, 3), data).samples(Split.TEST).rows()).isEqualTo(3);
    }

    @Test
    void the_file_is_needed_only_where_it_is_asked_for() {
        assertThat(family.files(ColorDSpritesOptions.DEFAULT)).isEmpty();
        assertThat(family.files(options(10, 10))).singleElement().satisfies(file -> assertThat(file)
                .extracting(RequiredFile::paths)
                .isEqualTo(List.of(
                        "dsprites/" + TinySprites.PUBLISHED,
                        "dsprites/dsprites_subset.npz",
                        "dsprites/dsprites_downsampled.npz")));
        assertThatThrownBy(() -> family.open(options(10, 10), data))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(TinySprites.PUBLISHED + ": is missing (dSprites images, all or a part)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            32 | 1 | 'side' is 32; allowed is 64 with source file
            64 | 2 | 'supersampling' is 2; allowed is 1 with source file
            """)
    void the_published_images_have_one_size(int side, int supersampling, String message) {
        assertThatThrownBy(() -> new ColorDSpritesOptions(SpriteSource.FILE, side, supersampling, 10, 10, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void import_reads_the_pixels_before_it_copies() {
        BySplit<int[]> drawn = SpriteSplit.draw(4, 1, 5);
        byte[] pixels = TinySprites.noise(5);
        pixels[4 * 4096] = 3;
        Path source = folder.resolve("source");
        int[] numbers = concat(drawn.train(), drawn.test());
        TinySprites.write(source.resolve("dsprites_subset.npz"), TinySprites.part(numbers, pixels));
        DataLibrary library = new DataLibrary(data, new DigestCache(folder.resolve("cache")));
        DataImport dataImport = new DataImport(library);

        assertThatThrownBy(() -> dataImport.from(source, DataImport.Transfer.COPY))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("image 4 has the value 3");
        assertThat(data).doesNotExist();
        TinySprites.write(source.resolve("dsprites_subset.npz"), TinySprites.part(numbers, TinySprites.noise(5)));
        assertThat(dataImport.from(source, DataImport.Transfer.COPY)).hasSize(1);
        assertThat(library.verify()).singleElement().satisfies(state -> assertThat(state.problem())
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"dsprites_subset.npz, 20000", "dsprites_downsampled.npz, 46080"})
    void labels_tell_the_published_pictures(String name, int images) throws IOException {
        Path file = TestData.folder().resolve("dsprites").resolve(name);
        assumeTrue(Files.isRegularFile(file), () -> "no part of dSprites at " + file);
        Files.createDirectories(data.resolve("dsprites"));
        Files.copy(file, data.resolve("dsprites").resolve(name));

        DataSet opened = family.open(options(2000, 1000), data);

        for (Split split : Split.values()) {
            Samples samples = opened.samples(split);
            int[] numbers = IntStream.range(0, samples.rows())
                    .map(row -> number(samples, row))
                    .toArray();
            byte[] ours = new SpritePool(64, 1).draw(numbers).content();
            byte[] published = opened.pools(split).get("images").bytes();
            double[] overlaps = IntStream.range(0, numbers.length)
                    .mapToDouble(row -> overlap(ours, published, row))
                    .sorted()
                    .toArray();
            assertThat(Arrays.stream(overlaps).average().orElseThrow()).isGreaterThan(0.999);
            assertThat(overlaps[0]).isGreaterThan(0.9);
        }
        assertThatThrownBy(() -> family.open(options(663_552, 1), data))
                .hasMessageMatching(
                        ".*" + name + " holds " + (images / 10 * 9 / 1000) + "\\d{3} images of the train.*");
    }

    private static ColorDSpritesOptions options(int train, int test) {
        return new ColorDSpritesOptions(SpriteSource.FILE, 64, 1, train, test, 5);
    }

    private void writeDrawn(int... numbers) {
        int[] sorted = Arrays.stream(numbers).sorted().toArray();
        byte[] bits = new SpritePool(64, 1).draw(sorted).content();
        byte[] pixels = new byte[sorted.length * 4096];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (bits[i / 8] >> (7 - i % 8) & 1);
        }
        TinySprites.write(
                data.resolve("dsprites").resolve(TinySprites.PUBLISHED), TinySprites.published(sorted, pixels));
    }

    private static int number(Samples samples, int row) {
        int number = 0;
        for (Map.Entry<String, Integer> factor : List.of(
                Map.entry("shape", 3),
                Map.entry("scale", 6),
                Map.entry("orientation", 40),
                Map.entry("x", 32),
                Map.entry("y", 32))) {
            number = number * factor.getValue() + samples.labels(factor.getKey())[row];
        }
        return number;
    }

    private static double overlap(byte[] one, byte[] other, int row) {
        int both = 0;
        int either = 0;
        for (int i = row * 512; i < (row + 1) * 512; i++) {
            both += Integer.bitCount(one[i] & other[i] & 0xff);
            either += Integer.bitCount((one[i] | other[i]) & 0xff);
        }
        return (double) both / either;
    }

    private static int[] concat(int[] one, int[] other) {
        return IntStream.concat(IntStream.of(one), IntStream.of(other)).toArray();
    }
}
