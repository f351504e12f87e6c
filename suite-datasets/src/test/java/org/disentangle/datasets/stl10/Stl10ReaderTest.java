package org.disentangle.datasets.stl10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.disentangle.datasets.TestData;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.image.LabeledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Stl10ReaderTest {

    private static final int IMAGE = 27648;

    @TempDir
    Path folder;

    @Test
    void the_central_crop_keeps_rows_and_columns_16_to_79_of_column_major_planes() {
        byte[] stored = TinyFiles.stl10Images(2);
        LabeledImages images = Stl10Reader.read(file("X", stored), file("y", TinyFiles.stl10Labels(2)), 64);

        assertThat(images.count()).isEqualTo(2);
        for (int image = 0; image < 2; image++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int row = 0; row < 64; row++) {
                    for (int column = 0; column < 64; column++) {
                        int source = image * IMAGE + channel * 9216 + (16 + column) * 96 + 16 + row;
                        assertThat(images.pixel(image, channel, row, column)).isEqualTo(stored[source] & 0xff);
                    }
                }
            }
        }
    }

    @Test
    void labels_1_to_10_become_0_to_9() {
        assertThat(Stl10Reader.readLabels(file("y", TinyFiles.stl10Labels(12))))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
    }

    @Test
    void a_label_out_of_range_is_refused_with_its_byte() {
        byte[] zero = TinyFiles.stl10Labels(12);
        zero[3] = 0;
        byte[] eleven = TinyFiles.stl10Labels(12);
        eleven[7] = 11;

        assertThatThrownBy(() -> Stl10Reader.readLabels(file("zero_y.bin", zero)))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("zero_y.bin, byte 3: label 0 of image 3, expected 1 to 10");
        assertThatThrownBy(() -> Stl10Reader.readLabels(file("eleven_y.bin", eleven)))
                .hasMessageContaining("byte 7: label 11");
    }

    @Test
    void a_truncated_image_file_is_refused_with_its_last_whole_image() {
        Path images = file("train_X.bin", Arrays.copyOf(TinyFiles.stl10Images(3), 2 * IMAGE + 5));
        Path labels = file("train_y.bin", TinyFiles.stl10Labels(3));

        assertThatThrownBy(() -> Stl10Reader.read(images, labels, 64))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("train_X.bin, byte 55296: 55301 bytes are no whole number of images")
                .hasMessageContaining("2 images and 5 bytes more");
    }

    @Test
    void images_and_labels_of_different_splits_are_told() {
        Path images = file("X", TinyFiles.stl10Images(3));
        Path labels = file("y", TinyFiles.stl10Labels(4));

        assertThatThrownBy(() -> Stl10Reader.read(images, labels, 64))
                .hasMessageContaining("holds 3 images, but " + labels + " holds 4 labels")
                .hasMessageContaining("training and the test set");
    }

    @Test
    void images_given_as_labels_and_labels_given_as_images_are_told() {
        Path images = file("X", TinyFiles.stl10Images(5));
        Path labels = file("y", TinyFiles.stl10Labels(5));

        assertThatThrownBy(() -> Stl10Reader.read(labels, images, 64))
                .hasMessageContaining("expected one byte per label")
                .hasMessageContaining("Images and labels have been swapped");
        assertThatThrownBy(() -> Stl10Reader.read(labels, labels, 64))
                .hasMessageContaining("0 images and 5 bytes more")
                .hasMessageContaining("Images and labels have been swapped");
    }

    @Test
    void an_empty_label_file_is_refused() {
        assertThatThrownBy(() -> Stl10Reader.readLabels(file("y", new byte[0]))).hasMessageContaining("has 0 bytes");
    }

    @Test
    void image_data_that_begins_like_gzip_are_still_pixels() {
        byte[] stored = TinyFiles.stl10Images(1);
        stored[0] = 0x1f;
        stored[1] = (byte) 0x8b;

        LabeledImages images = Stl10Reader.read(file("X", stored), file("y", TinyFiles.stl10Labels(1)), 96);
        assertThat(images.pixel(0, 0, 1, 0)).isEqualTo(0x8b);
    }

    @Test
    void a_huge_sparse_file_is_refused_before_it_is_read() throws IOException {
        Path images = folder.resolve("huge_X.bin");
        try (RandomAccessFile file = new RandomAccessFile(images.toFile(), "rw")) {
            file.setLength(120_001L * IMAGE);
        }
        Path labels = file("y", TinyFiles.stl10Labels(3));

        assertThatThrownBy(() -> Stl10Reader.read(images, labels, 64))
                .hasMessageContaining("holds 120001 images, expected at most 120000");
    }

    @Test
    void a_part_of_the_real_stl10_is_read() {
        Path stl10 = TestData.folder().resolve("stl10");
        LabeledImages test = Stl10Reader.read(stl10.resolve("test_X.bin"), stl10.resolve("test_y.bin"), 64);

        assertThat(test.count()).isPositive();
        assertThat(test.indicesByClass(10))
                .allSatisfy(indices -> assertThat(indices).isNotEmpty());
    }

    private Path file(String name, byte[] content) {
        return TinyFiles.write(folder.resolve(name), content);
    }
}
