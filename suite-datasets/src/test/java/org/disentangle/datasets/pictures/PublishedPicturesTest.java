package org.disentangle.datasets.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
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
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.library.DigestCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedPicturesTest {

    @TempDir
    Path folder;

    private Path data;
    private DigestCache digests;

    @BeforeEach
    void writeFiles() {
        data = folder.resolve("data");
        digests = new DigestCache(folder.resolve("cache"));
        TinyFiles.writeCifar10(data.resolve("cifar10"), 4, 12);
        TinyFiles.writeCifar100(data.resolve("cifar100"), 30, 6);
        TinyFiles.writeStl10(data.resolve("stl10"), 11, 3);
    }

    @Test
    void cifar10_takes_the_five_batches_in_their_order() {
        byte[] third = TinyFiles.cifar(4, 10);
        third[0] = 9;
        TinyFiles.write(data.resolve("cifar10/data_batch_3.bin"), third);
        DataSet opened = new Cifar10(digests).open(new CifarOptions(20, 12), data);

        assertThat(opened.samples(Split.TRAIN).labels("class"))
                .containsExactly(0, 1, 2, 3, 0, 1, 2, 3, 9, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
        assertThat(opened.samples(Split.TRAIN).jointLabels())
                .isEqualTo(opened.samples(Split.TRAIN).labels("class"));
        assertThat(opened.samples(Split.TEST).groups()).isEqualTo(12);
        assertThat(opened.description().factor("class").values()).startsWith("airplane", "automobile", "bird");
    }

    @Test
    void a_scene_is_the_stored_picture() {
        byte[] stored = TinyFiles.cifar(12, 10);
        ReferenceTensor rendered =
                TinyScenes.render(new Cifar10(digests).open(new CifarOptions(20, 12), data), Split.TEST, 12);

        assertThat(rendered.shape()).isEqualTo(Shape.of(12, 3, 32, 32));
        for (int image = 0; image < 12; image++) {
            for (int i = 0; i < 3072; i++) {
                assertThat(rendered.at(image, i / 1024, i / 32 % 32, i % 32))
                        .isEqualTo((stored[image * 3073 + 1 + i] & 0xff) / 255.0, within(1e-7));
            }
        }
    }

    @Test
    void cifar100_has_fine_and_coarse_classes() {
        DataSet opened = new Cifar100(digests).open(new CifarOptions(25, 6), data);
        DataSetDescription description = opened.description();
        Samples samples = opened.samples(Split.TRAIN);

        assertThat(description.sharedFactors()).containsExactly("fine", "coarse");
        assertThat(description.jointCardinality()).isEqualTo(100);
        assertThat(description.groups()).isEqualTo(Map.of(Split.TRAIN, 25, Split.TEST, 6));
        assertThat(samples.groups()).isEqualTo(25);
        assertThat(samples.labels("fine")).startsWith(0, 1, 2).endsWith(23, 24);
        assertThat(samples.labels("coarse")).startsWith(0, 1, 2).endsWith(3, 4);
        assertThat(samples.jointLabels()).isEqualTo(samples.labels("fine"));
    }

    @Test
    void stl10_is_read_whole_or_shrunk() {
        Stl10 family = new Stl10(digests);
        byte[] whole = family.open(new Stl10Options(96, 11, 3), data)
                .pools(Split.TRAIN)
                .get("images")
                .bytes();
        DataSet half = family.open(new Stl10Options(48, 11, 3), data);

        assertThat(half.description().sample()).isEqualTo(Shape.of(3, 48, 48));
        assertThat(half.samples(Split.TRAIN).labels("class")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
        byte[] pixels = half.pools(Split.TRAIN).get("images").bytes();
        for (int i = 0; i < pixels.length; i++) {
            int first = i / 2304 * 9216 + i / 48 % 48 * 192 + i % 48 * 2;
            int sum = (whole[first] & 0xff)
                    + (whole[first + 1] & 0xff)
                    + (whole[first + 96] & 0xff)
                    + (whole[first + 97] & 0xff);
            assertThat(pixels[i] & 0xff).isEqualTo((sum + 2) / 4);
        }
    }

    @Test
    void more_images_than_the_files_hold_are_refused() {
        assertThatThrownBy(() -> new Stl10(digests).open(new Stl10Options(96, 12, 3), data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'train_images' is 12, but the files hold 11 images of the train split");
        assertThatThrownBy(() -> new Cifar10(digests).open(CifarOptions.DEFAULT, data))
                .hasMessageContaining("'train_images' is 50000, but the files hold 20");
    }

    @Test
    void the_digest_follows_pixels_and_labels() {
        CifarOptions all = new CifarOptions(30, 6);
        String before = new Cifar100(digests).open(all, data).description().digest();
        byte[] train = TinyFiles.cifar(30, 20, 100);
        train[29 * 3074 + 1] = 99;
        TinyFiles.write(data.resolve("cifar100/train.bin"), train);
        DigestCache fresh = new DigestCache(folder.resolve("fresh"));

        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(new Cifar100(fresh).open(all, data).description().digest()).isNotEqualTo(before);
        assertThat(new Cifar100(fresh)
                        .open(new CifarOptions(29, 6), data)
                        .description()
                        .digest())
                .isNotEqualTo(before);
    }

    @Test
    void a_missing_file_is_told_with_its_name() {
        assertThatThrownBy(() -> new Cifar10(digests).open(CifarOptions.DEFAULT, folder))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("cifar10/data_batch_1.bin: is missing (CIFAR-10 training images 1 of 5)");
        assertThat(new Cifar10(digests).files(CifarOptions.DEFAULT)).hasSize(6);
        assertThat(new Stl10(digests).describe(Stl10Options.DEFAULT).groups())
                .isEqualTo(Map.of(Split.TRAIN, 5_000, Split.TEST, 8_000));
    }

    @Test
    void a_part_of_the_real_stl10_has_all_classes() {
        DataSet opened = new Stl10(digests).open(new Stl10Options(32, 1000, 1000), TestData.folder());

        assertThat(Arrays.stream(opened.samples(Split.TEST).labels("class")).distinct())
                .hasSize(10);
    }
}
