package org.disentangle.datasets.imagefolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Split;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.TinyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path place;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    private DataSet open(ImageFolderOptions options) {
        return open(options, 2, place.resolve("cache"));
    }

    private DataSet open(ImageFolderOptions options, int threads, Path cache) {
        return new ImageFolder(cache, threads, notes::add).open(options, place);
    }

    private static ImageFolderOptions options(String folder, int classes) {
        return new ImageFolderOptions(folder, classes, 12, 16, 0, 0, false);
    }

    private static RowSource rows(DataSet data, Split split) {
        return data.rows(split).values().iterator().next();
    }

    private static String digest(DataSet data) {
        return data.description().digest();
    }

    private long decodings() {
        return notes.stream()
                .filter(note -> note.contains("once for all later runs"))
                .count();
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("cache"))) {
            return files.filter(path -> path.toString().endsWith(ending))
                    .min(Path::compareTo)
                    .orElseThrow();
        }
    }

    @Test
    void classes_are_the_folders_in_the_order_of_their_bytes_and_labels_are_indices_into_them() {
        PictureTree.make(place.resolve("zoo"), 3, 2, "ant", "Bee", "\u00e9l\u00e9phant", "zebra");

        DataSet data = open(options("zoo", 4));

        assertThat(data.description().factors().get(0).values())
                .containsExactly("Bee", "ant", "zebra", "\u00e9l\u00e9phant");
        assertThat(data.samples(Split.TRAIN).labels("class"))
                .containsExactlyInAnyOrder(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
        assertThat(data.samples(Split.TEST).labels("class")).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(data.description().groups()).containsEntry(Split.TRAIN, 12).containsEntry(Split.TEST, 8);
    }

    @Test
    void the_first_samples_of_a_split_are_of_all_classes_as_scoring_takes_no_more_of_them() {
        PictureTree.make(place.resolve("zoo"), 40, 2, "ant", "bee", "cat", "dog");

        int[] labels = open(options("zoo", 4)).samples(Split.TRAIN).labels("class");

        for (int label = 0; label < 4; label++) {
            int wanted = label;
            assertThat(Arrays.stream(labels)
                            .limit(40)
                            .filter(found -> found == wanted)
                            .count())
                    .as("of 10 expected")
                    .isBetween(3L, 17L);
        }
    }

    @Test
    void rows_come_in_the_order_asked_for_and_hold_the_middle_square_of_their_picture() throws Exception {
        Path zoo = PictureTree.make(place.resolve("zoo"), 3, 2, "ant", "bee");
        RowSource source = rows(open(options("zoo", 2)), Split.TRAIN);

        List<String> order = byHash("ant/0.png", "ant/1.jpg", "ant/2.png", "bee/0.png", "bee/1.jpg", "bee/2.png");
        int second = order.indexOf("bee/1.jpg");
        int first = order.indexOf("ant/0.png");

        byte[] found = source.read(new int[] {second, first, second}).bytes();

        byte[] bee = square(zoo.resolve("train/bee/1.jpg"));
        assertThat(Arrays.copyOfRange(found, 0, 768)).isEqualTo(bee);
        assertThat(Arrays.copyOfRange(found, 768, 2 * 768)).isEqualTo(square(zoo.resolve("train/ant/0.png")));
        assertThat(Arrays.copyOfRange(found, 2 * 768, 3 * 768)).isEqualTo(bee);
    }

    private static List<String> byHash(String... names) {
        return Stream.of(names).sorted(Comparator.comparing(NameHash::of)).toList();
    }

    private static byte[] square(Path file) throws Exception {
        return SquareResize.square(new PictureDecoder().decode(Files.readAllBytes(file)), 16);
    }

    @Test
    void a_sample_is_the_middle_of_the_canvas_that_views_are_cropped_from() {
        PictureTree.make(place.resolve("zoo"), 2, 2, "ant", "bee");
        DataSet data = open(options("zoo", 2));

        double[] canvas = rendered(data, true);
        double[] scene = rendered(data, false);

        assertThat(data.canvasShape()).isEqualTo(Shape.of(3, 16, 16));
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 12; x++) {
                    double middle = canvas[(channel * 16 + y + 2) * 16 + x + 2];
                    assertThat(scene[(channel * 12 + y) * 12 + x]).isEqualTo(middle);
                    assertThat(middle).isBetween(0.0, 1.0);
                }
            }
        }
    }

    private static double[] rendered(DataSet data, boolean canvas) {
        HostTensor row = rows(data, Split.TRAIN).read(new int[] {2});
        ProgramBuilder builder = new ProgramBuilder("scene");
        Map<String, Tensor> sources = new LinkedHashMap<>();
        sources.put("picture", builder.input("picture", ElementType.UINT8, row.shape()));
        builder.output("out", canvas ? data.canvas(Map.of(), sources) : data.scene(Map.of(), sources));
        double[] values = new double[row.bytes().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.bytes()[i] & 0xff;
        }
        return ReferenceInterpreter.run(builder.build(), Map.of("picture", ReferenceTensor.of(row.shape(), values)))
                .output("out")
                .values();
    }

    @Test
    void pixels_and_digest_depend_neither_on_threads_nor_on_times_of_change() throws IOException {
        PictureTree.make(place.resolve("zoo"), 9, 3, "ant", "bee");
        DataSet one = open(options("zoo", 2), 1, place.resolve("cache1"));
        Files.setLastModifiedTime(place.resolve("zoo/train/ant/0.png"), FileTime.fromMillis(1_000_000));
        DataSet four = open(options("zoo", 2), 4, place.resolve("cache4"));
        int[] all = IntStream.range(0, 18).toArray();

        assertThat(digest(four)).isEqualTo(digest(one)).hasSize(64);
        assertThat(rows(four, Split.TRAIN).read(all).bytes())
                .isEqualTo(rows(one, Split.TRAIN).read(all).bytes());
    }

    @Test
    void pictures_are_decoded_once_and_again_when_one_of_them_has_changed() throws IOException {
        PictureTree.make(place.resolve("zoo"), 3, 2, "ant", "bee");
        DataSet first = open(options("zoo", 2));
        DataSet second = open(options("zoo", 2));
        assertThat(decodings()).isEqualTo(2);
        assertThat(digest(second)).isEqualTo(digest(first));

        Path changed = place.resolve("zoo/val/ant/0.png");
        TinyFiles.write(changed, PictureTree.encoded(24, 20, 99, "png"));
        Files.setLastModifiedTime(changed, FileTime.fromMillis(1_000_000));
        DataSet third = open(options("zoo", 2));

        assertThat(decodings()).isEqualTo(3);
        assertThat(notes).anyMatch(note -> note.contains("have changed since they were decoded"));
        assertThat(digest(third)).isNotEqualTo(digest(first));
    }

    @Test
    void without_a_train_folder_a_tenth_is_for_testing_whatever_else_is_there() {
        for (int i = 0; i < 200; i++) {
            TinyFiles.write(place.resolve("flat/c" + i % 2 + "/" + i + ".png"), PictureTree.encoded(8, 8, i, "png"));
        }
        FolderIndex index = new FolderScan(place.resolve("flat")).scan();
        Set<String> test = names(index.files().test());

        assertThat(test).hasSizeBetween(10, 30);
        assertThat(names(index.files().train())).hasSize(200 - test.size()).doesNotContainAnyElementsOf(test);

        TinyFiles.write(place.resolve("flat/c0/more.png"), PictureTree.encoded(8, 8, 1, "png"));
        Set<String> later =
                names(new FolderScan(place.resolve("flat")).scan().files().test());
        later.remove("c0/more.png");
        assertThat(later).isEqualTo(test);
    }

    private static Set<String> names(List<FolderIndex.Entry> entries) {
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.name()));
        return names;
    }

    @Test
    void a_smaller_part_lies_within_a_larger_one_and_more_than_there_are_is_refused() {
        PictureTree.make(place.resolve("zoo"), 20, 2, "ant", "bee");
        List<FolderIndex.Entry> all =
                new FolderScan(place.resolve("zoo")).scan().files().train();

        List<FolderIndex.Entry> five = FolderIndex.part(all, 5, "train_images");
        List<FolderIndex.Entry> ten = FolderIndex.part(all, 10, "train_images");

        assertThat(five).hasSize(5).isSubsetOf(ten);
        assertThat(all).containsSubsequence(ten);
        assertThat(FolderIndex.part(all, 0, "train_images")).isEqualTo(all);
        assertThatThrownBy(() -> FolderIndex.part(all, 41, "train_images"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'train_images' is 41, but there are 40");
    }

    @Test
    void broken_pictures_are_refused_by_name_and_left_out_only_if_asked_for() {
        Path zoo = PictureTree.make(place.resolve("zoo"), 3, 2, "ant", "bee");
        TinyFiles.write(zoo.resolve("train/ant/text.jpg"), "no picture".getBytes(StandardCharsets.UTF_8));
        TinyFiles.write(zoo.resolve("train/bee/half.jpg"), Arrays.copyOf(jpeg(), jpeg().length / 2));
        TinyFiles.write(zoo.resolve("val/bee/empty.png"), new byte[0]);

        assertThatThrownBy(() -> open(options("zoo", 2)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no pictures we can read: 3")
                .hasMessageContaining("text.jpg: is neither a JPEG nor a PNG")
                .hasMessageContaining("half.jpg: is a JPEG that is cut off or damaged at byte")
                .hasMessageContaining("empty.png: is empty")
                .hasMessageContaining("skip_broken: true");

        DataSet data = open(new ImageFolderOptions("zoo", 2, 12, 16, 0, 0, true));
        assertThat(decodings()).as("what was decoded is not decoded again").isEqualTo(2);
        assertThat(data.samples(Split.TRAIN).labels("class")).containsExactlyInAnyOrder(0, 0, 0, 1, 1, 1);
        assertThat(data.samples(Split.TEST).rows()).isEqualTo(4);
        assertThat(notes).anyMatch(note -> note.contains("left out because they cannot be read: 3"));
    }

    private static byte[] jpeg() {
        return PictureTree.encoded(100, 100, 7, "jpg");
    }

    @Test
    void no_more_than_ten_broken_pictures_are_named() {
        Path zoo = PictureTree.make(place.resolve("zoo"), 1, 1, "ant", "bee");
        for (int i = 0; i < 13; i++) {
            TinyFiles.write(zoo.resolve("train/ant/broken" + i + ".jpg"), new byte[] {1, 2, 3});
        }

        assertThatThrownBy(() -> open(options("zoo", 2)))
                .hasMessageContaining("read: 13")
                .hasMessageContaining("and 3 more")
                .satisfies(e -> assertThat(e.getMessage().lines().filter(line -> line.contains("broken")))
                        .hasSize(11));
    }

    @Test
    void the_content_decides_what_a_file_is_and_other_files_are_left_alone() {
        Path zoo = PictureTree.make(place.resolve("zoo"), 2, 1, "ant", "bee");
        TinyFiles.write(zoo.resolve("train/ant/really-png.JPEG"), PictureTree.encoded(20, 20, 5, "png"));
        TinyFiles.write(zoo.resolve("train/ant/deeper/9.jpeg"), jpeg());
        TinyFiles.write(zoo.resolve("train/ant/.hidden.jpg"), new byte[] {0});
        TinyFiles.write(zoo.resolve("train/ant/Thumbs.db"), new byte[] {0});
        TinyFiles.write(zoo.resolve("train/.cache/x.jpg"), new byte[] {0});

        DataSet data = open(options("zoo", 2));

        assertThat(data.samples(Split.TRAIN).labels("class")).containsExactlyInAnyOrder(0, 0, 0, 0, 1, 1);
    }

    @Test
    void folders_that_are_laid_out_otherwise_are_refused_with_the_likely_fix() throws IOException {
        Path zoo = PictureTree.make(place.resolve("zoo"), 1, 1, "ant", "bee");
        assertThatThrownBy(() -> open(options("zoo", 3))).hasMessageContaining("Write 'classes: 2'");
        assertThatThrownBy(() -> open(options("nowhere", 2))).hasMessageContaining("is no folder");

        TinyFiles.write(zoo.resolve("val/cow/1.jpg"), jpeg());
        assertThatThrownBy(() -> open(options("zoo", 2)))
                .hasMessageContaining("has class folders that")
                .hasMessageContaining("cow");

        Files.createDirectories(zoo.resolve("train/cow"));
        assertThatThrownBy(() -> open(options("zoo", 3)))
                .hasMessageContaining("without pictures")
                .hasMessageContaining("cow");

        TinyFiles.write(place.resolve("flat-val/train/a/1.jpg"), jpeg());
        TinyFiles.write(place.resolve("flat-val/val/1.jpg"), jpeg());
        assertThatThrownBy(() -> open(options("flat-val", 2))).hasMessageContaining("holds no class folders");

        TinyFiles.write(place.resolve("no-val/train/a/1.jpg"), jpeg());
        assertThatThrownBy(() -> open(options("no-val", 2))).hasMessageContaining("neither val/ nor test/");
    }

    @Test
    void a_folder_is_a_name_and_never_a_path() {
        for (String path : List.of("../zoo", "/zoo", "a/b", "..", ".", "", "a\\b", ".hidden")) {
            assertThatThrownBy(() -> options(path, 2))
                    .as(path)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'folder'");
        }
        assertThatThrownBy(() -> new ImageFolderOptions("a", 2, 64, 48, 0, 0, false))
                .hasMessageContaining("'cache_side'");
    }

    @Test
    void before_the_folder_is_read_the_number_of_pictures_is_known_only_where_it_was_asked_for() {
        ImageFolder family = new ImageFolder(place, 1, notes::add);

        assertThat(family.describe(options("zoo", 2)).groups()).isEmpty();
        assertThat(family.describe(new ImageFolderOptions("zoo", 2, 12, 16, 7, 0, false))
                        .groups())
                .isEqualTo(Map.of(Split.TRAIN, 7));
    }

    @Test
    void a_cut_file_of_pixels_is_made_anew() throws IOException {
        PictureTree.make(place.resolve("zoo"), 3, 2, "ant", "bee");
        String whole = digest(open(options("zoo", 2)));
        Path pixels = file(".pixels");
        try (RandomAccessFile file = new RandomAccessFile(pixels.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }

        assertThat(digest(open(options("zoo", 2)))).isEqualTo(whole);
        assertThat(decodings()).isEqualTo(3);
    }

    @Test
    void damaged_pixels_are_never_handed_out() throws IOException {
        PictureTree.make(place.resolve("zoo"), 3, 2, "ant", "bee");
        open(options("zoo", 2));
        Path pixels = place.resolve("cache").resolve(file(".pixels").getFileName());
        try (RandomAccessFile file = new RandomAccessFile(pixels.toFile(), "rw")) {
            file.seek(PixelFormat.HEADER_BYTES + 768 + 5);
            int value = file.read();
            file.seek(PixelFormat.HEADER_BYTES + 768 + 5);
            file.write(value ^ 1);
        }

        RowSource source = rows(open(options("zoo", 2)), Split.TEST);

        int damaged = byHash("ant/0.png", "ant/1.jpg", "bee/0.png", "bee/1.jpg").indexOf("ant/1.jpg");
        source.read(IntStream.range(0, 4).filter(sample -> sample != damaged).toArray());
        assertThatThrownBy(() -> source.read(new int[] {(damaged + 1) % 4, damaged}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("byte " + (PixelFormat.HEADER_BYTES + 768))
                .hasMessageContaining("Remove the file");
    }

    @Test
    void two_who_open_the_same_folder_at_once_decode_it_once() {
        PictureTree.make(place.resolve("zoo"), 20, 2, "ant", "bee");

        List<String> digests = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> digest(open(options("zoo", 2))))
                .toList();

        assertThat(new HashSet<>(digests)).hasSize(1);
        assertThat(decodings()).isEqualTo(2);
    }
}
