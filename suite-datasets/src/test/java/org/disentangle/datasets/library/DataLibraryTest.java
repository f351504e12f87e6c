package org.disentangle.datasets.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.datasets.TestData;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.FileDigests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLibraryTest {

    private static final DataFile TEST_LABELS = PublishedSet.MNIST.files().get(3);
    private static final DataFile TRAIN_LABELS = PublishedSet.STL10.files().get(1);

    @TempDir
    Path folder;

    private Path data;
    private Path source;
    private DataLibrary library;

    @BeforeEach
    void emptyLibrary() {
        data = folder.resolve("data");
        source = folder.resolve("source");
        library = new DataLibrary(data, new DigestCache(folder.resolve("cache")));
    }

    @Test
    void a_folder_without_manifest_that_holds_the_right_files_will_do() {
        TinyFiles.writeAll(data, 20, 10);

        DataLibrary.CheckedFile labels = library.use(TEST_LABELS);
        assertThat(labels.path()).isEqualTo(data.resolve("mnist/t10k-labels-idx1-ubyte.gz"));
        assertThat(labels.digests()).isEqualTo(FileDigests.of(labels.path()));
        assertThat(library.verify()).hasSize(8).allSatisfy(state -> assertThat(state.problem())
                .isEmpty());
    }

    @Test
    void a_missing_file_is_named_with_the_remedy() {
        assertThatThrownBy(() -> library.use(TEST_LABELS))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(data.resolve("mnist/t10k-labels-idx1-ubyte.gz") + ": is missing")
                .hasMessageContaining("MNIST test labels")
                .hasMessageContaining("suite data import FOLDER")
                .hasMessageContaining("--data");
        assertThat(library.verify()).isEmpty();
        assertThat(library.list()).hasSize(17).allSatisfy(state -> assertThat(state.problem())
                .contains("missing"));
    }

    @Test
    void unpacked_files_are_found_under_their_other_names() {
        TinyFiles.write(data.resolve("mnist/t10k-labels.idx1-ubyte"), TinyFiles.idxLabels(5));

        assertThat(library.use(TEST_LABELS).path().getFileName()).hasToString("t10k-labels.idx1-ubyte");
    }

    @Test
    void imported_files_are_copied_and_entered_in_the_manifest() throws IOException {
        TinyFiles.writeAll(source, 20, 10);

        List<DataImport.Imported> imported = importing();

        assertThat(imported).hasSize(8).noneMatch(DataImport.Imported::alreadyThere);
        assertThat(data.resolve("stl10/train_X.bin")).hasSameBinaryContentAs(source.resolve("stl10/train_X.bin"));
        Map<String, Manifest.Entry> entries = Manifest.read(data).files();
        assertThat(entries).hasSize(8);
        Path labels = data.resolve("stl10/train_y.bin");
        assertThat(entries.get("stl10/train_y.bin"))
                .isEqualTo(new Manifest.Entry(20, FileDigests.of(labels).sha256()));
        assertThat(importing()).hasSize(8).allMatch(DataImport.Imported::alreadyThere);
        try (var files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(9);
        }
    }

    @Test
    void imported_files_can_be_links() {
        TinyFiles.writeMnist(source, 20, 10);
        new DataImport(library).from(source, DataImport.Transfer.LINK);

        assertThat(data.resolve("mnist/t10k-labels-idx1-ubyte.gz")).isSymbolicLink();
        assertThat(library.use(TEST_LABELS).digests().size()).isPositive();
    }

    @Test
    void a_flipped_bit_after_import_is_refused_on_the_next_use() throws IOException {
        TinyFiles.writeAll(source, 20, 10);
        importing();
        library.use(TRAIN_LABELS);
        Path labels = data.resolve("stl10/train_y.bin");
        flipLastBit(labels);
        Files.setLastModifiedTime(
                labels,
                FileTime.from(Files.getLastModifiedTime(labels).toInstant().plus(Duration.ofSeconds(5))));

        assertThatThrownBy(() -> library.use(TRAIN_LABELS))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(labels + ": has changed since it was imported: 20 bytes with SHA-256 ")
                .hasMessageContaining("import it again");
    }

    @Test
    void a_flipped_bit_under_the_old_time_is_found_by_verify() throws IOException {
        TinyFiles.writeAll(source, 20, 10);
        importing();
        library.use(TRAIN_LABELS);
        Path labels = data.resolve("stl10/train_y.bin");
        FileTime time = Files.getLastModifiedTime(labels);
        flipLastBit(labels);
        Files.setLastModifiedTime(labels, time);

        assertThat(library.use(TRAIN_LABELS).path()).isEqualTo(labels);
        assertThat(library.verify().stream().filter(state -> state.problem().isPresent()))
                .singleElement()
                .satisfies(state -> assertThat(state.file()).isEqualTo(TRAIN_LABELS))
                .satisfies(state -> assertThat(state.problem().orElseThrow()).contains("has changed"));
    }

    @Test
    void a_file_that_was_cut_after_import_is_refused() throws IOException {
        TinyFiles.writeAll(source, 20, 10);
        importing();
        Files.write(data.resolve("stl10/train_y.bin"), TinyFiles.stl10Labels(19));

        assertThatThrownBy(() -> library.use(TRAIN_LABELS)).hasMessageContaining("19 bytes");
    }

    @Test
    void a_damaged_note_in_the_cache_is_computed_again() throws IOException {
        TinyFiles.writeAll(data, 20, 10);
        FileDigests digests = library.use(TEST_LABELS).digests();
        try (var notes = Files.list(folder.resolve("cache"))) {
            for (Path note : notes.toList()) {
                Files.writeString(note, "nonsense");
            }
        }

        assertThat(library.use(TEST_LABELS).digests()).isEqualTo(digests);
    }

    @Test
    void a_cache_that_cannot_be_written_to_is_no_obstacle() {
        TinyFiles.writeAll(data, 20, 10);
        Path notAFolder = TinyFiles.write(folder.resolve("blocked"), new byte[1]);

        assertThat(new DataLibrary(data, new DigestCache(notAFolder.resolve("cache")))
                        .use(TEST_LABELS)
                        .digests()
                        .size())
                .isPositive();
    }

    @Test
    void an_incomplete_set_is_not_imported() throws IOException {
        TinyFiles.writeMnist(source, 20, 10);
        Files.delete(source.resolve("t10k-labels-idx1-ubyte.gz"));

        assertThatThrownBy(this::importing)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("but not t10k-labels-idx1-ubyte.gz (MNIST test labels)");
        assertThat(data).doesNotExist();
    }

    @Test
    void damaged_and_swapped_files_are_not_imported() throws IOException {
        TinyFiles.writeAll(source, 20, 10);
        Path images = source.resolve("stl10/test_X.bin");
        Path labels = source.resolve("stl10/test_y.bin");
        Files.write(images, TinyFiles.stl10Images(9));

        assertThatThrownBy(this::importing).hasMessageContaining("holds 9 images, but " + labels + " holds 10 labels");
        Files.write(images, TinyFiles.stl10Labels(10));
        assertThatThrownBy(this::importing).hasMessageContaining("Images and labels have been swapped");
        assertThat(data).doesNotExist();
    }

    @Test
    void another_file_in_the_place_is_not_overwritten() {
        TinyFiles.writeAll(source, 20, 10);
        TinyFiles.writeStl10(data.resolve("stl10"), 30, 10);

        assertThatThrownBy(this::importing)
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("train_X.bin: lies there already and differs from");
        assertThat(data.resolve("mnist")).doesNotExist();
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_told() {
        TinyFiles.writeAll(source, 20, 10);
        Path file = TinyFiles.write(folder.resolve("a file"), new byte[1]);
        DataLibrary blocked = new DataLibrary(file.resolve("data"), new DigestCache(folder.resolve("cache")));

        assertThatThrownBy(() -> new DataImport(blocked).from(source, DataImport.Transfer.COPY))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Could not import from " + source + " to " + file.resolve("data"));
    }

    @Test
    void two_candidates_for_one_file_are_refused() {
        TinyFiles.writeAll(source, 20, 10);
        TinyFiles.writeAll(source.resolve("again"), 20, 10);

        assertThatThrownBy(this::importing)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Several files could be the MNIST training images");
    }

    @Test
    void a_folder_without_known_files_is_told_what_is_known() {
        TinyFiles.write(source.resolve("readme.txt"), new byte[3]);

        assertThatThrownBy(this::importing)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz")
                .hasMessageContaining("must be unpacked first");
        assertThatThrownBy(() -> new DataImport(library).from(folder.resolve("none"), DataImport.Transfer.COPY))
                .hasMessageContaining("is no folder");
    }

    @Test
    void published_files_under_each_others_names_are_told() throws IOException {
        Path real = TestData.folder().resolve("mnist");
        Files.createDirectories(data.resolve("mnist"));
        Files.copy(real.resolve("train-labels-idx1-ubyte.gz"), data.resolve("mnist/t10k-labels-idx1-ubyte.gz"));

        assertThatThrownBy(() -> library.use(TEST_LABELS))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("is the published train-labels-idx1-ubyte.gz, expected MNIST test labels");
    }

    @Test
    void a_published_size_with_another_checksum_is_told() throws IOException {
        Path real = TestData.folder().resolve("mnist");
        Files.createDirectories(data.resolve("mnist"));
        Path labels = data.resolve("mnist/t10k-labels-idx1-ubyte.gz");
        Files.copy(real.resolve("t10k-labels-idx1-ubyte.gz"), labels);
        assertThat(library.use(TEST_LABELS).digests().md5()).isEqualTo("ec29112dd5afa0611ce80d1b7f02629c");
        flipLastBit(labels);
        Files.setLastModifiedTime(labels, FileTime.fromMillis(0));

        assertThatThrownBy(() -> library.use(TEST_LABELS))
                .hasMessageContaining("has the size of the published file, but its MD5 is")
                .hasMessageContaining("ec29112dd5afa0611ce80d1b7f02629c");
    }

    private List<DataImport.Imported> importing() {
        return new DataImport(library).from(source, DataImport.Transfer.COPY);
    }

    private static void flipLastBit(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        file.toFile().setWritable(true);
        Files.write(file, content);
    }

    @Test
    void cifar_is_imported_and_verified_by_its_structure() throws IOException {
        TinyFiles.writeCifar10(source.resolve("cifar-10-batches-bin"), 4, 3);
        TinyFiles.writeCifar100(source.resolve("cifar-100-binary"), 6, 5);

        assertThat(importing()).hasSize(8);
        assertThat(data.resolve("cifar10/data_batch_3.bin")).exists();
        assertThat(data.resolve("cifar100/test.bin")).exists();
        assertThat(library.verify()).hasSize(8).allSatisfy(state -> assertThat(state.problem())
                .isEmpty());

        Files.write(data.resolve("cifar10/data_batch_3.bin"), new byte[5]);
        assertThat(library.verify().stream().filter(state -> state.problem().isPresent()))
                .singleElement()
                .satisfies(state -> assertThat(state.problem().orElseThrow()).contains("has changed"));
    }

    @Test
    void an_incomplete_or_damaged_cifar_is_not_imported() throws IOException {
        TinyFiles.writeCifar10(source, 4, 3);
        Files.delete(source.resolve("data_batch_4.bin"));
        assertThatThrownBy(this::importing)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("but not data_batch_4.bin (CIFAR-10 training images 4 of 5). All 6 files");

        byte[] batch = TinyFiles.cifar(4, 10);
        batch[2 * 3073] = 10;
        TinyFiles.write(source.resolve("data_batch_4.bin"), batch);
        assertThatThrownBy(this::importing)
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("data_batch_4.bin, byte 6146: class label 10 of image 2, expected 0 to 9");
        assertThat(data).doesNotExist();
    }
}
