package org.disentangle.datasets.dsprites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.disentangle.datasets.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our sprites against those of the published file, of which two parts are at hand. The figures stand in docs/data.md. */
class DSpritesAgreementTest {

    private static final int PIXELS = 64 * 64;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dsprites_subset.npz      | 0 | '0.9992 equal, 0.0071 pixels differ, overlap 0.999949'
            dsprites_subset.npz      | 1 | '0.9992 equal, 0.0008 pixels differ, overlap 0.999996'
            dsprites_subset.npz      | 2 | '0.9375 equal, 0.0645 pixels differ, overlap 0.999507'
            dsprites_downsampled.npz | 0 | '0.9988 equal, 0.0122 pixels differ, overlap 0.999912'
            dsprites_downsampled.npz | 1 | '0.9996 equal, 0.0004 pixels differ, overlap 0.999995'
            dsprites_downsampled.npz | 2 | '0.9369 equal, 0.0655 pixels differ, overlap 0.999481'
            """)
    void sprites_are_those_of_the_published_file(String name, int shape, String figures) throws IOException {
        Path file = TestData.folder().resolve("dsprites").resolve(name);
        assumeTrue(Files.isRegularFile(file), () -> "no part of dSprites at " + file);
        int[] numbers = numbers(file);
        byte[] published = array(file, "imgs.npy");
        byte[] ours = new SpritePool(64, 1).draw(numbers).content();

        int images = 0;
        int equal = 0;
        long differing = 0;
        double overlaps = 0;
        for (int image = 0; image < numbers.length; image++) {
            if (SpriteGrid.shape(numbers[image]) != shape) {
                continue;
            }
            int both = 0;
            int either = 0;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                int theirs = published[image * PIXELS + pixel];
                int drawn = ours[(image * PIXELS + pixel) / 8] >> (7 - pixel % 8) & 1;
                both += theirs & drawn;
                either += theirs | drawn;
            }
            images++;
            equal += both == either ? 1 : 0;
            differing += either - both;
            overlaps += (double) both / either;
        }

        assertThat(String.format(
                        Locale.ROOT,
                        "%.4f equal, %.4f pixels differ, overlap %.6f",
                        (double) equal / images,
                        (double) differing / images,
                        overlaps / images))
                .isEqualTo(figures);
    }

    /** Of the published file: an image's number, the first row and column that are set, and what stands from there on. */
    @ParameterizedTest
    @CsvSource({
        "4624, 26, 26, .......#...../.....####..../....######.../...#######.../.##########../############./.############/.############/..##########./...########../....#####..../....####...../.....##......",
        "254480, 26, 29, ....##./..#####/.######/.######/#######/#######/#######/#######/#######/######./######./#####../.##....",
        "504336, 29, 27, .#####.../########./#########/.########/...#####./..######./..#####../..#####../...###..."
    })
    void a_few_published_sprites_come_out_bit_for_bit(int image, int top, int left, String rows) {
        byte[] bits = new SpritePool(64, 1).draw(image).content();
        String[] expected = rows.split("/", -1);

        for (int row = 0; row < 64; row++) {
            StringBuilder drawn = new StringBuilder();
            for (int pixel = row * 64; pixel < row * 64 + 64; pixel++) {
                drawn.append((bits[pixel / 8] >> (7 - pixel % 8) & 1) == 1 ? '#' : '.');
            }
            boolean within = row >= top && row < top + expected.length;
            String line = within ? ".".repeat(left) + expected[row - top] : "";
            assertThat(drawn.toString()).isEqualTo(line + ".".repeat(64 - line.length()));
        }
    }

    private static int[] numbers(Path file) throws IOException {
        ByteBuffer indices =
                ByteBuffer.wrap(array(file, "original_dataset_indices.npy")).order(ByteOrder.LITTLE_ENDIAN);
        int[] numbers = new int[indices.remaining() / Long.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.toIntExact(indices.getLong());
        }
        return numbers;
    }

    /** The content of an array whose layout is known: what follows its header, whose length is in bytes 8 and 9. */
    private static byte[] array(Path file, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                var stream = zip.getInputStream(zip.getEntry(entry))) {
            byte[] header = stream.readNBytes(10);
            stream.skipNBytes(
                    ByteBuffer.wrap(header, 8, 2).order(ByteOrder.LITTLE_ENDIAN).getShort());
            return stream.readAllBytes();
        }
    }
}
