package org.disentangle.datasets.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {
    private static final NpzLimits LIMITS = new NpzLimits(1 << 20, 1 << 21);

    @TempDir
    Path folder;

    static Stream<String> goldenArrays() {
        return new String(GoldenFiles.bytes("arrays.csv"), StandardCharsets.US_ASCII).lines();
    }

    @ParameterizedTest
    @MethodSource("goldenArrays")
    void what_numpy_saved_is_read(String line) {
        String[] parts = line.split(",", -1);
        List<Integer> shape = Stream.of(parts[1].split("x"))
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
        String[] values = parts[2].isEmpty() ? new String[0] : parts[2].split(" ");

        NpyArray array;
        try (NpzFile file = NpzFile.open(GoldenFiles.copy("arrays.npz", folder), LIMITS)) {
            array = file.array(parts[0]);
        }

        assertThat(array.shape()).isEqualTo(shape);
        if (parts[0].contains("_")) {
            assertThat(array.type().toString())
                    .isEqualTo(parts[0].startsWith("cube") ? "int16" : parts[0].split("_")[0]);
        }
        if (array.type().kind() == NpyType.Kind.REAL) {
            assertThat(array.doubles())
                    .containsExactly(Arrays.stream(values)
                            .mapToDouble(value -> Double.parseDouble(value.replace("inf", "Infinity")))
                            .toArray());
        } else {
            assertThat(array.longs())
                    .containsExactly(
                            Arrays.stream(values).mapToLong(Long::parseLong).toArray());
        }
    }

    @Test
    void pictures_are_read_beside_a_pickle_that_is_never_opened() {
        try (NpzFile file = NpzFile.open(GoldenFiles.copy("like_dsprites.npz", folder), NpzLimits.DATA_SET)) {
            assertThat(file.names()).containsExactly("metadata", "imgs", "latents_classes");
            assertThat(file.header("imgs")).hasToString("uint8[5, 4, 4]");
            assertThat(file.array("imgs").bytes()).isEqualTo(pictures());
            assertThat(file.array("latents_classes").longs()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThatThrownBy(() -> file.array("metadata"))
                    .isInstanceOf(DataFileError.class)
                    .hasMessageContaining("like_dsprites.npz: member 'metadata.npy', byte 20: ")
                    .hasMessageContaining("object arrays are pickles and are never opened");
            assertThatThrownBy(() -> file.array("images"))
                    .hasMessageContaining("has no array 'images'. It holds [metadata, imgs, latents_classes].");
        }
    }

    @Test
    void a_large_array_is_read_row_by_row() {
        try (NpzFile file = NpzFile.open(GoldenFiles.copy("like_dsprites.npz", folder), LIMITS);
                NpyStream rows = file.stream("imgs")) {
            assertThat(rows.header().shape()).containsExactly(5L, 4L, 4L);
            byte[] all = new byte[80];
            for (int row = 0; row < 5; row++) {
                assertThat(rows.remaining()).isEqualTo(80 - row * 16);
                rows.readInto(all, row * 16, 16);
            }
            assertThat(all).isEqualTo(pictures());
            assertThatThrownBy(() -> rows.readInto(all, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rows_of_an_array_in_fortran_order_are_not_streamed() {
        try (NpzFile file = NpzFile.open(GoldenFiles.copy("arrays.npz", folder), LIMITS)) {
            assertThatThrownBy(() -> file.stream("cube_fortran"))
                    .isInstanceOf(DataFileError.class)
                    .hasMessageContaining("Fortran order");
        }
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (NpzFile golden = NpzFile.open(GoldenFiles.copy("arrays.npz", folder), LIMITS)) {
            golden.names().stream()
                    .filter(name -> golden.header(name).type() != NpyType.FLOAT16)
                    .forEach(name -> arrays.put(name, golden.array(name)));
        }
        assertThat(arrays).hasSizeGreaterThan(40);

        try (NpzFile again = NpzFile.open(write(arrays), LIMITS)) {
            assertThat(again.names()).containsExactlyElementsOf(arrays.keySet());
            arrays.forEach((name, array) -> {
                NpyArray read = again.array(name);
                assertThat(read).hasToString(array.toString());
                if (array.type().kind() == NpyType.Kind.REAL) {
                    assertThat(read.doubles()).containsExactly(array.doubles());
                } else {
                    assertThat(read.longs()).containsExactly(array.longs());
                }
            });
        }
    }

    @Test
    void the_same_arrays_give_the_same_bytes_in_every_time_zone() throws IOException {
        TimeZone before = TimeZone.getDefault();
        Map<String, NpyArray> arrays = Map.of("z", NpyArray.of(List.of(2), 1f, 2f));
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            byte[] tokyo = bytes(arrays);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
            assertThat(bytes(arrays)).isEqualTo(tokyo);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.npy", "a/../../x.npy", "/x.npy", "a\\x.npy", "C:x.npy", "a\nb.npy", ".."})
    void members_whose_names_lead_elsewhere_are_refused(String name) throws IOException {
        Path file = zip(Map.of(name, NpyWriter.bytes(NpyArray.of(List.of(), 1f))));

        assertThatThrownBy(() -> NpzFile.open(file, LIMITS))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(file + ": the member name '")
                .hasMessageContaining("is not a plain name");
    }

    @Test
    void two_members_of_one_name_are_refused() throws IOException {
        byte[] one = NpyWriter.bytes(NpyArray.of(List.of(), 1f));
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("za.npy", one);
        members.put("zb.npy", one);
        byte[] bytes = Files.readAllBytes(zip(members));
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == 'z' && bytes[i + 1] == 'b') {
                bytes[i + 1] = 'a';
            }
        }
        Path file = Files.write(folder.resolve("twice.npz"), bytes);

        assertThatThrownBy(() -> NpzFile.open(file, LIMITS))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining("two members are called 'za.npy'");
    }

    @Test
    void what_becomes_too_large_is_refused_before_it_is_unpacked() throws IOException {
        Path bomb = zip(Map.of("bomb.npy", new byte[(1 << 20) + 1]));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            many.put(i + ".npy", new byte[500_000]);
        }
        Path crowd = zip(many);
        Path wide = write(Map.of("wide", NpyArray.of(List.of(200_000), new byte[200_000])));

        assertThat(Files.size(bomb)).isLessThan(5000);
        assertThatThrownBy(() -> NpzFile.open(bomb, LIMITS))
                .hasMessageContaining("member 'bomb.npy' announces 1048577 bytes, at most 1048576 are allowed");
        assertThatThrownBy(() -> NpzFile.open(crowd, LIMITS))
                .hasMessageContaining("the members together announce more than 2097152 bytes");
        try (NpzFile file = NpzFile.open(wide, LIMITS)) {
            assertThat(file.array("wide").bytes()).hasSize(200_000);
        }
        byte[] int8 = Files.readAllBytes(wide);
        String text = new String(int8, StandardCharsets.ISO_8859_1).replace("|u1", "|i1");
        Path narrow = Files.write(folder.resolve("narrow.npz"), text.getBytes(StandardCharsets.ISO_8859_1));
        try (NpzFile file = NpzFile.open(narrow, LIMITS)) {
            assertThatThrownBy(() -> file.array("wide"))
                    .hasMessageContaining("int8[200000] would take 1600000 bytes of memory, at most 1048576");
        }
    }

    @Test
    void a_size_that_the_compressed_bytes_cannot_give_is_refused() throws IOException {
        byte[] content = NpyWriter.bytes(NpyArray.of(List.of(4), 1f, 2f, 3f, 4f));
        byte[] bytes = Files.readAllBytes(zip(Map.of("z.npy", content)));
        int central = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[central + 26] = 0x0f;
        Path file = Files.write(folder.resolve("announced.npz"), bytes);

        long before = TinyFiles.allocated();
        assertThatThrownBy(() -> NpzFile.open(file, LIMITS)).hasMessageContaining("which cannot come of");
        assertThat(TinyFiles.allocated() - before).isLessThan(1 << 20);
    }

    @Test
    void what_is_no_archive_is_told_apart() throws IOException {
        Path single = GoldenFiles.copy("float32_2x3.npy", folder);
        Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
        Path empty = Files.createFile(folder.resolve("empty.npz"));

        assertThatThrownBy(() -> NpzFile.open(single, LIMITS)).hasMessageContaining("This is a single array (.npy)");
        assertThatThrownBy(() -> NpzFile.open(text, LIMITS)).hasMessageContaining("It is no archive of numpy.savez");
        assertThatThrownBy(() -> NpzFile.open(empty, LIMITS)).isInstanceOf(DataFileError.class);
        assertThatThrownBy(() -> NpzFile.open(folder.resolve("none"), LIMITS)).hasMessageContaining("is missing");
        assertThatThrownBy(() -> NpzFile.open(folder, LIMITS)).hasMessageContaining("is a folder");
    }

    @Test
    void every_truncation_is_refused() throws IOException {
        byte[] whole = GoldenFiles.bytes("like_dsprites.npz");
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NpzFile.open(file, LIMITS).close())
                    .as("%s bytes", length)
                    .isInstanceOf(DataFileError.class);
        }
    }

    @Test
    void a_flipped_bit_gives_the_same_array_or_a_complaint_and_never_takes_much_memory() throws IOException {
        Map<String, NpyArray> stored = new LinkedHashMap<>();
        stored.put("imgs", NpyArray.of(List.of(5, 4, 4), pictures()));
        stored.put("latents_classes", NpyArray.of(List.of(2), 3L, 4L));
        // Loads the classes, which takes memory too.
        pictures_are_read_beside_a_pickle_that_is_never_opened();
        a_large_array_is_read_row_by_row();
        for (byte[] whole : List.of(GoldenFiles.bytes("like_dsprites.npz"), bytes(stored))) {
            int read = 0;
            for (int bit = 0; bit < whole.length * 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Path file = Files.write(folder.resolve("flipped.npz"), flipped);
                long before = TinyFiles.allocated();
                try (NpzFile npz = NpzFile.open(file, LIMITS)) {
                    byte[] streamed = new byte[80];
                    try (NpyStream rows = npz.stream("imgs")) {
                        rows.readInto(streamed, 0, (int) Math.min(80, rows.remaining()));
                    }
                    assertThat(streamed).as("bit %s", bit).isEqualTo(pictures());
                    assertThat(npz.array("imgs").bytes()).as("bit %s", bit).isEqualTo(pictures());
                    read++;
                } catch (DataFileError e) {
                    assertThat(e).hasMessageContaining("flipped.npz");
                }
                assertThat(TinyFiles.allocated() - before).as("bit %s", bit).isLessThan(4 << 20);
            }
            // What says nothing of the pictures: the other members, times, what the directory repeats.
            assertThat(read).isBetween(whole.length, whole.length * 7);
        }
    }

    private static byte[] pictures() {
        byte[] pictures = new byte[80];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (byte) (i * 37);
        }
        return pictures;
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int i = bytes.length - wanted.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private Path write(Map<String, NpyArray> arrays) throws IOException {
        return Files.write(folder.resolve("written.npz"), bytes(arrays));
    }

    private static byte[] bytes(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpzWriter.write(arrays, out);
        return out.toByteArray();
    }

    /** Compressed members as they are given. */
    private Path zip(Map<String, byte[]> members) throws IOException {
        Path file = Files.createTempFile(folder, "made", ".npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return file;
    }
}
