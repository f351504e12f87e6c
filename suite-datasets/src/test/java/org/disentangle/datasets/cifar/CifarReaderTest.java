package org.disentangle.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.disentangle.core.data.Factor;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.image.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarReaderTest {

    @TempDir
    Path folder;

    @Test
    void cifar10_has_a_label_then_red_green_and_blue_row_by_row() {
        byte[] stored = TinyFiles.cifar(12, 10);
        Pictures pictures = CifarReader.TEN.read(file("data_batch_1.bin", stored));

        assertThat(pictures.count()).isEqualTo(12);
        assertThat(pictures.side()).isEqualTo(32);
        assertThat(pictures.labels().get("class")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
        for (int image = 0; image < 12; image++) {
            assertThat(Arrays.copyOfRange(pictures.pixels(), image * 3072, (image + 1) * 3072))
                    .isEqualTo(Arrays.copyOfRange(stored, image * 3073 + 1, (image + 1) * 3073));
        }
    }

    @Test
    void cifar100_has_the_coarse_label_before_the_fine_one() {
        byte[] stored = TinyFiles.cifar(3, 20, 100);
        stored[0] = 4;
        stored[1] = 99;
        Pictures pictures = CifarReader.HUNDRED.read(file("train.bin", stored));

        assertThat(pictures.labels().keySet()).containsExactly("fine", "coarse");
        assertThat(pictures.labels().get("fine")).containsExactly(99, 1, 2);
        assertThat(pictures.labels().get("coarse")).containsExactly(4, 1, 2);
        assertThat(pictures.pixels()[0]).isEqualTo(stored[2]);
        assertThat(pictures.pixels()[3072]).isEqualTo(stored[3074 + 2]);
    }

    @Test
    void the_classes_are_as_many_as_the_names_say_and_all_different() {
        assertThat(CifarReader.TEN.factors()).extracting(Factor::cardinality).containsExactly(10);
        assertThat(CifarReader.HUNDRED.factors())
                .extracting(Factor::cardinality)
                .containsExactly(100, 20);
        for (Factor factor : CifarReader.HUNDRED.factors()) {
            assertThat(factor.values()).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void a_label_out_of_range_is_refused_with_its_byte() {
        byte[] ten = TinyFiles.cifar(3, 10);
        ten[3073] = 10;
        byte[] coarse = TinyFiles.cifar(3, 20, 100);
        coarse[3074] = 20;
        byte[] fine = TinyFiles.cifar(3, 20, 100);
        fine[3075] = (byte) 200;

        assertThatThrownBy(() -> CifarReader.TEN.read(file("ten", ten)))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("byte 3073: class label 10 of image 1, expected 0 to 9");
        assertThatThrownBy(() -> CifarReader.HUNDRED.read(file("coarse", coarse)))
                .hasMessageContaining("byte 3074: coarse label 20 of image 1, expected 0 to 19");
        assertThatThrownBy(() -> CifarReader.HUNDRED.read(file("fine", fine)))
                .hasMessageContaining("byte 3075: fine label 200 of image 1, expected 0 to 99");
    }

    @Test
    void a_fine_class_in_two_coarse_classes_is_refused() {
        byte[] stored = TinyFiles.cifar(3, 20, 100);
        stored[2 * 3074 + 1] = 1;

        assertThatThrownBy(() -> CifarReader.HUNDRED.read(file("train.bin", stored)))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(
                        "byte 6148: image 2 of the fine class 1 has the coarse class 2, an earlier one has 1");
    }

    @Test
    void a_truncated_file_and_one_of_the_other_cifar_are_refused() {
        assertThatThrownBy(() -> CifarReader.TEN.read(file("cut", Arrays.copyOf(TinyFiles.cifar(3, 10), 6150))))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(
                        "byte 6146: 6150 bytes are no whole number of images of 3073 bytes: 2 images and 4");
        assertThatThrownBy(() -> CifarReader.TEN.read(file("other", TinyFiles.cifar(3, 20, 100))))
                .hasMessageContaining("CIFAR-100 3074");
        assertThatThrownBy(() -> CifarReader.HUNDRED.read(file("empty", new byte[0])))
                .hasMessageContaining("0 images and 0 bytes more");
    }

    @Test
    void a_huge_sparse_file_is_refused_before_it_is_read() throws IOException {
        Path huge = folder.resolve("huge.bin");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(10_001L * 3073);
        }

        assertThatThrownBy(() -> CifarReader.TEN.read(huge))
                .hasMessageContaining("holds 10001 images, expected at most 10000");
    }

    private Path file(String name, byte[] content) {
        return TinyFiles.write(folder.resolve(name), content);
    }
}
