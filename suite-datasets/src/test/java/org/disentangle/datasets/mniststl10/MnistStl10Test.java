package org.disentangle.datasets.mniststl10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Split;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.TestData;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.scene.Variant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistStl10Test {

    private static final MnistStl10Options SMALL =
            new MnistStl10Options(Variant.DC_BC, SplitPolicy.OFFICIAL, 100, 30, 0);

    @TempDir
    Path folder;

    private Path data;
    private MnistStl10 family;

    @BeforeEach
    void tinyFiles() {
        data = folder.resolve("data");
        TinyFiles.writeAll(data, 40, 20);
        family = new MnistStl10(new DigestCache(folder.resolve("cache")));
    }

    @Test
    void the_official_policy_keeps_the_published_splits() {
        DataSet opened = family.open(SMALL, data);

        assertThat(opened.pools(Split.TRAIN).get("digits").shape()).isEqualTo(Shape.of(40, 784));
        assertThat(opened.pools(Split.TEST).get("digits").shape()).isEqualTo(Shape.of(20, 784));
        assertThat(opened.pools(Split.TRAIN).get("backgrounds").shape()).isEqualTo(Shape.of(40, 3, 64, 64));
        assertThat(opened.pools(Split.TEST).get("backgrounds").shape()).isEqualTo(Shape.of(20, 3, 64, 64));
        assertThat(opened.samples(Split.TRAIN).groups()).isEqualTo(100);
        assertThat(opened.samples(Split.TEST).groups()).isEqualTo(30);
    }

    @Test
    void the_authors_policy_takes_the_first_90_percent_of_training_then_test_images() {
        DataSet official = family.open(SMALL, data);
        DataSet authors =
                family.open(new MnistStl10Options(Variant.DC_BC, SplitPolicy.AUTHORS_90_10, 100, 30, 0), data);

        for (String pool : new String[] {"digits", "backgrounds"}) {
            byte[] train = official.pools(Split.TRAIN).get(pool).bytes();
            byte[] test = official.pools(Split.TEST).get(pool).bytes();
            byte[] all = Arrays.copyOf(train, train.length + test.length);
            System.arraycopy(test, 0, all, train.length, test.length);
            int cut = all.length / 60 * 54;
            assertThat(authors.pools(Split.TRAIN).get(pool).bytes()).isEqualTo(Arrays.copyOf(all, cut));
            assertThat(authors.pools(Split.TEST).get(pool).bytes()).isEqualTo(Arrays.copyOfRange(all, cut, all.length));
        }
        assertThat(authors.samples(Split.TRAIN).labels("DC")).contains(9);
    }

    @Test
    void a_missing_file_is_told_before_anything_is_read() throws IOException {
        Files.delete(data.resolve("stl10/test_y.bin"));

        assertThatThrownBy(() -> family.open(SMALL, data))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("test_y.bin: is missing (STL-10 test labels)");
    }

    @Test
    void the_files_it_needs_are_listed_with_their_published_sums() {
        assertThat(family.files(SMALL))
                .hasSize(8)
                .contains(new DataSetFamily.RequiredFile(
                        List.of("stl10/train_X.bin"), "STL-10 training images", "918c2871b30a85fa023e0c44e0bee87f"))
                .anySatisfy(file -> {
                    assertThat(file.paths())
                            .contains("mnist/t10k-labels-idx1-ubyte.gz", "mnist/t10k-labels-idx1-ubyte");
                    assertThat(file.md5()).isEqualTo("ec29112dd5afa0611ce80d1b7f02629c");
                });
    }

    @Test
    void the_defaults_are_the_papers_sizes() {
        assertThat(family.defaults().trainPairs()).isEqualTo(100_000);
        assertThat(family.defaults().testPairs()).isEqualTo(10_000);
        assertThat(family.describe(family.defaults()).sample()).isEqualTo(Shape.of(3, 64, 64));
        assertThatThrownBy(() -> new MnistStl10Options(Variant.DC_BC, SplitPolicy.OFFICIAL, 10, 0, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'test_pairs' is 0");
    }

    @Test
    void the_families_are_found_by_name() {
        @SuppressWarnings("rawtypes")
        Registry<DataSetFamily> registry =
                Registry.load("data set", DataSetFamily.class, MnistStl10Test.class.getClassLoader());

        assertThat(registry.problems()).isEmpty();
        assertThat(registry.all()).extracting(DataSetFamily::name).contains("drawn-digits", "mnist-stl10");
    }

    @Test
    void the_real_files_make_pairs_of_all_classes() {
        DataSet opened = family.open(
                new MnistStl10Options(Variant.BC_DL, SplitPolicy.OFFICIAL, 5000, 1000, 0), TestData.folder());

        assertThat(opened.pools(Split.TRAIN).get("digits").shape()).isEqualTo(Shape.of(60_000, 784));
        for (String factor : new String[] {"DC", "BC", "DL"}) {
            assertThat(Arrays.stream(opened.samples(Split.TEST).labels(factor))
                            .distinct()
                            .count())
                    .isEqualTo(opened.description().factor(factor).cardinality());
        }
        assertThat(Arrays.stream(opened.samples(Split.TRAIN).jointLabels())
                        .distinct()
                        .count())
                .isEqualTo(80);
    }
}
