package org.disentangle.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.disentangle.core.UserError;
import org.disentangle.datasets.TestData;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.image.LabeledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {

    @TempDir
    Path folder;

    @Test
    void images_and_labels_are_read_plain_and_compressed_alike() {
        LabeledImages plain = IdxReader.read(
                file("images", TinyFiles.idxImages(30, 4, 3)), file("labels", TinyFiles.idxLabels(30)), 4, 3, 10);
        LabeledImages packed = IdxReader.read(
                file("images.gz", TinyFiles.gzip(TinyFiles.idxImages(30, 4, 3))),
                file("labels.gz", TinyFiles.gzip(TinyFiles.idxLabels(30))),
                4,
                3,
                10);

        assertThat(plain.count()).isEqualTo(30);
        assertThat(plain.pixels()).isEqualTo(Arrays.copyOfRange(TinyFiles.idxImages(30, 4, 3), 16, 16 + 360));
        assertThat(plain.label(17)).isEqualTo(7);
        assertThat(plain.pixel(2, 0, 1, 2)).isEqualTo((2 * 12 + 1 * 3 + 2) * 37 % 256);
        assertThat(packed.pixels()).isEqualTo(plain.pixels());
        assertThat(packed.labels()).isEqualTo(plain.labels());
    }

    @Test
    void an_unpacked_file_that_kept_its_gz_name_is_read() {
        assertThat(IdxReader.readLabels(file("labels.gz", TinyFiles.idxLabels(5)), 10))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void every_truncation_is_refused() {
        byte[] plain = TinyFiles.idxImages(3, 4, 3);
        byte[] packed = TinyFiles.gzip(plain);
        for (int length = 0; length < plain.length; length++) {
            Path file = file("images", Arrays.copyOf(plain, length));
            assertThatThrownBy(() -> IdxReader.readImages(file, 4, 3))
                    .as("%s bytes", length)
                    .isInstanceOf(DataFileError.class);
        }
        for (int length = 0; length < packed.length; length++) {
            Path file = file("images.gz", Arrays.copyOf(packed, length));
            assertThatThrownBy(() -> IdxReader.readImages(file, 4, 3))
                    .as("%s compressed bytes", length)
                    .isInstanceOf(DataFileError.class);
        }
    }

    @Test
    void a_flipped_bit_in_a_compressed_file_is_refused_or_harmless() {
        byte[] content = TinyFiles.idxImages(3, 4, 3);
        byte[] packed = TinyFiles.gzip(content);
        int refused = 0;
        for (int bit = 0; bit < packed.length * 8; bit++) {
            byte[] flipped = packed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Path file = file("images.gz", flipped);
            try {
                assertThat(IdxReader.readImages(file, 4, 3))
                        .as("bit %s", bit)
                        .isEqualTo(Arrays.copyOfRange(content, 16, content.length));
            } catch (DataFileError e) {
                refused++;
            }
        }
        int headerThatCarriesNothing = 10 * 8;
        assertThat(refused).isGreaterThanOrEqualTo(packed.length * 8 - headerThatCarriesNothing);
    }

    @Test
    void a_truncated_label_file_is_refused_with_its_name_and_byte() {
        Path file = file("t10k-labels-idx1-ubyte", Arrays.copyOf(TinyFiles.idxLabels(100), 58));

        assertThatThrownBy(() -> IdxReader.readLabels(file, 10))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file + ", byte 58: the file has 58 bytes")
                .hasMessageContaining("a header of 8 bytes and 100 labels need 108")
                .hasMessageContaining("cut short");
    }

    @Test
    void a_truncated_compressed_file_is_refused_with_the_byte_after_decompression() {
        byte[] packed = TinyFiles.gzip(TinyFiles.idxImages(50, 28, 28));
        Path file = file("train-images-idx3-ubyte.gz", Arrays.copyOf(packed, packed.length / 2));

        assertThatThrownBy(() -> IdxReader.readImages(file, 28, 28))
                .hasMessageMatching("(?s).*train-images-idx3-ubyte.gz, byte \\d+ \\(after decompression\\): "
                        + "the compressed data ends early \\(the file has " + packed.length / 2 + " bytes\\).*");
    }

    @Test
    void images_given_as_labels_are_told() {
        Path images = file("train-labels-idx1-ubyte", TinyFiles.idxImages(3, 28, 28));

        assertThatThrownBy(() -> IdxReader.readLabels(images, 10))
                .hasMessageContaining("byte 0: magic number 2051 (images), expected 2049 (labels)")
                .hasMessageContaining("swapped");
    }

    @Test
    void a_web_page_in_the_files_place_is_told() {
        Path page = file("train-labels-idx1-ubyte.gz", "<html>not found</html>".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> IdxReader.readLabels(page, 10)).hasMessageContaining("web page");
    }

    @Test
    void swapped_training_and_test_files_are_told_by_their_counts() {
        Path images = file("images", TinyFiles.idxImages(6, 28, 28));
        Path labels = file("labels", TinyFiles.idxLabels(1));

        assertThatThrownBy(() -> IdxReader.read(images, labels, 28, 28, 10))
                .hasMessageContaining("holds 6 images, but " + labels + " holds 1 labels")
                .hasMessageContaining("training and the test set");
    }

    @Test
    void a_label_out_of_range_is_refused_with_its_byte() {
        byte[] labels = TinyFiles.idxLabels(20);
        labels[8 + 13] = 10;
        Path file = file("labels", labels);

        assertThatThrownBy(() -> IdxReader.readLabels(file, 10))
                .hasMessageContaining(file + ", byte 21: label 10 of item 13, expected 0 to 9");
    }

    @Test
    void bytes_after_the_end_are_refused() {
        Path plain = file("labels", Arrays.copyOf(TinyFiles.idxLabels(20), 29));
        Path packed = file("labels.gz", TinyFiles.gzip(Arrays.copyOf(TinyFiles.idxLabels(20), 29)));

        assertThatThrownBy(() -> IdxReader.readLabels(plain, 10)).hasMessageContaining("byte 28");
        assertThatThrownBy(() -> IdxReader.readLabels(packed, 10))
                .hasMessageContaining("byte 28 (after decompression): more bytes follow after the 20 labels");
    }

    @Test
    void a_header_that_promises_more_than_memory_is_refused_without_allocating_it() {
        ByteBuffer header = ByteBuffer.allocate(16 + 784);
        header.putInt(2051).putInt(-1).putInt(28).putInt(28);
        Path plain = file("images", header.array());
        header.putInt(4, 1_300_000);
        Path packed = file("images.gz", TinyFiles.gzip(header.array()));

        assertThatThrownBy(() -> IdxReader.readImages(plain, 28, 28))
                .hasMessageContaining("byte 4: the header promises 4294967295 images, expected 1 to 1369568");
        long before = TinyFiles.allocated();
        assertThatThrownBy(() -> IdxReader.readImages(packed, 28, 28)).hasMessageContaining("the file ends here");
        assertThat(TinyFiles.allocated() - before).isLessThan(20 << 20);
    }

    @Test
    void images_of_another_size_are_refused() {
        Path file = file("images", TinyFiles.idxImages(2, 32, 28));

        assertThatThrownBy(() -> IdxReader.readImages(file, 28, 28))
                .hasMessageContaining("byte 8: images of 32 rows, expected 28");
    }

    @Test
    void a_missing_file_and_a_folder_are_told() {
        assertThatThrownBy(() -> IdxReader.readLabels(folder.resolve("none"), 10))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("none: is missing");
        assertThatThrownBy(() -> IdxReader.readLabels(folder, 10))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void the_real_mnist_has_its_published_counts() {
        Path mnist = TestData.folder().resolve("mnist");
        LabeledImages test = IdxReader.read(
                mnist.resolve("t10k-images-idx3-ubyte.gz"), mnist.resolve("t10k-labels-idx1-ubyte.gz"), 28, 28, 10);

        assertThat(test.count()).isEqualTo(10_000);
        assertThat(test.indicesByClass(10))
                .extracting(indices -> indices.length)
                .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    }

    private Path file(String name, byte[] content) {
        return TinyFiles.write(folder.resolve(name), content);
    }
}
