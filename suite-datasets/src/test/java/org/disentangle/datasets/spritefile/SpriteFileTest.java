package org.disentangle.datasets.spritefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.disentangle.datasets.TinySprites;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.npz.NpyArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpriteFileTest {

    private static final int[] NUMBERS = {0, 5, 4624, 254480, 504336, 737279};

    @TempDir
    Path folder;

    @Test
    void images_come_as_bits_in_the_files_order_beside_a_pickle_that_is_never_opened() {
        byte[] pixels = TinySprites.noise(NUMBERS.length);
        SpriteFile file = SpriteFile.open(write(TinySprites.part(NUMBERS, pixels)));
        List<Integer> taken = new ArrayList<>();

        file.read((number, bits) -> {
            int first = 4096 * taken.size();
            for (int pixel = 0; pixel < 4096; pixel++) {
                assertThat(bits[pixel / 8] >> (7 - pixel % 8) & 1).isEqualTo(pixels[first + pixel]);
            }
            taken.add(number);
        });

        assertThat(file.numbers()).isEqualTo(NUMBERS);
        assertThat(taken).containsExactly(0, 5, 4624, 254480, 504336, 737279);
    }

    @Test
    void the_published_files_classes_tell_which_images_they_are() {
        Path file = write(TinySprites.published(NUMBERS, TinySprites.noise(NUMBERS.length)));

        assertThat(SpriteFile.open(file).numbers()).isEqualTo(NUMBERS);
    }

    /** As in the part that has every fourth orientation and every second place. */
    @Test
    void classes_of_a_smaller_grid_are_not_taken_for_those_of_the_whole() {
        int[] numbers = {0, 2, 4 * 1024 + 6};
        Map<String, NpyArray> part = TinySprites.part(numbers, TinySprites.noise(3));
        part.put("latents_classes", NpyArray.of(List.of(3, 5), 0L, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 3));

        assertThat(SpriteFile.open(write(part)).numbers()).isEqualTo(numbers);
        part.remove("original_dataset_indices");
        assertThatThrownBy(() -> SpriteFile.open(write(part)))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("'latents_values.npy' has posY 0.064516 in row 1, but image 1 of dSprites")
                .hasMessageContaining("has 0.032258");
    }

    static Stream<Arguments> faults() {
        byte[] pixels = TinySprites.noise(NUMBERS.length);
        byte[] two = pixels.clone();
        two[2 * 4096 + 3 * 64 + 9] = 2;
        byte[] negative = pixels.clone();
        negative[negative.length - 1] = (byte) 255;
        return Stream.of(
                fault("imgs", NpyArray.of(List.of(6, 4096), pixels), "'imgs.npy' holds uint8[6, 4096], expected uint8"),
                fault("imgs", NpyArray.of(List.of(6, 32, 128), pixels), "holds uint8[6, 32, 128]"),
                fault("imgs", NpyArray.of(List.of(0, 64, 64), new byte[0]), "holds uint8[0, 64, 64]"),
                fault("imgs", NpyArray.of(List.of(1, 64, 64), new float[4096]), "holds float32[1, 64, 64]"),
                fault(
                        "imgs",
                        NpyArray.of(List.of(6, 64, 64), two),
                        "'imgs.npy' image 2 has the value 2 in row 3, column 9, expected 0 or 1"),
                fault(
                        "imgs",
                        NpyArray.of(List.of(6, 64, 64), negative),
                        "image 5 has the value 255 in row 63, column 63"),
                fault("imgs", null, "has no array 'imgs'. It holds [metadata, latents_classes"),
                fault("latents_classes", null, "has no array 'latents_classes'"),
                fault("latents_values", null, "has no array 'latents_values'"),
                fault(
                        "latents_classes",
                        TinySprites.classes(new int[] {0, 5}, 5),
                        "'latents_classes.npy' holds int64[2, 5], expected whole numbers [6, 5] or [6, 6]"),
                fault("latents_classes", NpyArray.of(List.of(6, 5), new double[30]), "holds float64[6, 5]"),
                fault("latents_classes", NpyArray.of(List.of(6, 4), new long[24]), "holds int64[6, 4]"),
                fault(
                        "latents_classes",
                        at(7, 40),
                        "'latents_classes.npy' has the class 40 of orientation in row 1, expected 0 to 39"),
                fault("latents_classes", at(25, -1), "has the class -1 of shape in row 5, expected 0 to 2"),
                fault("latents_classes", at(0, 1L << 32), "has the class 4294967296 of shape in row 0"),
                fault("latents_values", NpyArray.of(List.of(6, 5), new long[30]), "expected real numbers [6, 5]"),
                fault(
                        "latents_values",
                        TinySprites.values(new int[] {0, 6, 4624, 254480, 504336, 737279}, 5),
                        "'latents_values.npy' has posY 0.193548 in row 1, but image 5"),
                fault("latents_values", NpyArray.of(List.of(6, 5), notNumbers()), "has posY NaN in row 0"),
                fault(
                        "original_dataset_indices",
                        NpyArray.of(List.of(6), 0L, 5, 737280, 0, 0, 0),
                        "'original_dataset_indices.npy' has 737280 in row 2, expected 0 to 737279"),
                fault("original_dataset_indices", NpyArray.of(List.of(6), -1L, 0, 0, 0, 0, 0), "has -1 in row 0"),
                fault(
                        "original_dataset_indices",
                        NpyArray.of(List.of(5), new long[5]),
                        "holds int64[5], expected whole"),
                fault("original_dataset_indices", NpyArray.of(List.of(6), new double[6]), "holds float64[6]"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faults_are_told_with_file_member_and_place(Consumer<Map<String, NpyArray>> fault, String message) {
        Map<String, NpyArray> members = TinySprites.part(NUMBERS, TinySprites.noise(NUMBERS.length));
        fault.accept(members);
        Path file = write(members);

        assertThatThrownBy(() -> SpriteFile.open(file).read((number, bits) -> {}))
                .isInstanceOf(DataFileError.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void an_image_that_occurs_twice_is_refused() {
        int[] twice = {7, 8, 7};
        Path file = write(TinySprites.part(twice, TinySprites.noise(3)));

        assertThatThrownBy(() -> SpriteFile.open(file))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("row 2 is image 7 of dSprites, which stands in an earlier row too");
    }

    @Test
    void a_colour_other_than_white_is_refused() {
        Map<String, NpyArray> members = TinySprites.published(NUMBERS, TinySprites.noise(NUMBERS.length));
        long[] classes = TinySprites.classes(NUMBERS, 6).longs();
        classes[6] = 1;
        members.put("latents_classes", NpyArray.of(List.of(6, 6), classes));

        assertThatThrownBy(() -> SpriteFile.open(write(members)))
                .hasMessageContaining("has the class 1 of color in row 1, expected 0.");
    }

    @Test
    void a_missing_and_a_cut_file_are_told() throws IOException {
        Path whole = write(TinySprites.part(NUMBERS, TinySprites.noise(NUMBERS.length)));
        byte[] content = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(content, content.length / 2));

        assertThatThrownBy(() -> SpriteFile.open(cut))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("cut.npz: cannot be opened as an .npz archive");
        assertThatThrownBy(() -> SpriteFile.open(folder.resolve("none.npz")))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("none.npz: is missing");
    }

    private static Arguments fault(String member, @Nullable NpyArray array, String message) {
        Consumer<Map<String, NpyArray>> fault = members -> members.compute(member, (name, before) -> array);
        return Arguments.of(fault, message);
    }

    private static NpyArray at(int place, long wrong) {
        long[] classes = TinySprites.classes(NUMBERS, 5).longs();
        classes[place] = wrong;
        return NpyArray.of(List.of(6, 5), classes);
    }

    private static double[] notNumbers() {
        double[] values = new double[30];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private Path write(Map<String, NpyArray> members) {
        return TinySprites.write(folder.resolve("sprites.npz"), members);
    }
}
