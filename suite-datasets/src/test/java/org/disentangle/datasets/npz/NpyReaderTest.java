package org.disentangle.datasets.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.file.DataFileError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {
    private static final String FLOATS = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    private static final float[] VALUES = {0.5f, -1.25f, 1e-3f, 6.1e-5f, -65504f, 3.14159265358979f};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"float32_2x3.npy", "version2.npy", "version3.npy"})
    void the_three_versions_of_the_format_are_read(String name) {
        Path file = GoldenFiles.copy(name, folder);
        NpyArray array = NpyReader.read(file);

        assertThat(NpyReader.header(file)).hasToString("float32[2, 3]");
        assertThat(array.type()).isEqualTo(NpyType.FLOAT32);
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.floats()).containsExactly(VALUES);
    }

    @Test
    void an_array_is_written_as_numpy_writes_it() {
        assertThat(NpyWriter.bytes(NpyArray.of(List.of(2, 3), VALUES))).isEqualTo(GoldenFiles.bytes("float32_2x3.npy"));
    }

    @ParameterizedTest
    @CsvSource({
        "objects.npy, object arrays are pickles and are never opened",
        "structured.npy, 'byte 20: a structured array, whose elements are records'",
        "texts.npy, elements of type '<U2' are not read",
        "complex.npy, elements of type '<c16' are not read",
        "uint64.npy, elements of type uint64 are not read. Save it as bool"
    })
    void other_types_are_refused(String name, String message) {
        Path file = GoldenFiles.copy(name, folder);

        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DataFileError.class)
                .hasMessageStartingWith(file + ", byte 20: ")
                .hasMessageContaining(message.replace("byte 20: ", ""));
    }

    @Test
    void a_header_that_announces_more_than_the_file_holds_is_refused_without_allocating_it() {
        Path file = file("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776, 64), }", 128);

        long before = TinyFiles.allocated();
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(UserError.class)
                .hasMessage(file
                        + ", byte 10: the header announces float32[1099511627776, 64], 281474976710656 bytes, but 128 bytes"
                        + " follow. The file was cut short: save or fetch it again.");
        assertThat(TinyFiles.allocated() - before).isLessThan(2 << 20);
    }

    @Test
    void trailing_bytes_are_refused() {
        Path file = file(FLOATS, 25);

        assertThatThrownBy(() -> NpyReader.read(file))
                .hasMessageContaining("the header announces float32[2, 3], 24 bytes, but 25 bytes follow");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            {'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 999999999999999999)}  ; more than 2^63 bytes
            {'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)} ; a size of more than 18 digits
            {'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)}      ; '-' in the header, expected a size
            {'descr': '<f4', 'fortran_order': False, 'shape': (2.0, 3)}     ; '.' in the header, expected a comma
            {'descr': '<f4', 'fortran_order': False, 'shape': (6)}          ; a comma: one size alone is no tuple
            {'descr': '<f4', 'fortran_order': False, 'shape': [2, 3]}       ; '[' in the header, expected '('
            {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)        ; the header ends, expected '}'
            {'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3)}           ; '0' in the header, expected True or False
            {'descr': '<f4', 'fortran_order': False}                        ; lacks 'descr', 'fortran_order' or 'shape'
            {'descr': '<f4', 'descr': '<f4', 'shape': (2, 3)}               ; the key 'descr' stands twice
            {'descr': '<f4', 'fortran_order': False, 'sahpe': (2, 3)}       ; the key 'sahpe', known are
            {'descr': '=f4', 'fortran_order': False, 'shape': (2, 3)}       ; elements of type '=f4' are not read
            {'descr': '|f4', 'fortran_order': False, 'shape': (2, 3)}       ; elements of type '|f4' are not read
            {'descr': '', 'fortran_order': False, 'shape': (2, 3)}          ; elements of type '' are not read
            {'descr': '<\\x664', 'fortran_order': False, 'shape': (2, 3)}   ; expected a string without escapes
            {'descr': __import__('os').getcwd(), 'fortran_order': False, 'shape': (2, 3)} ; '_' in the header, expected a string
            {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} or 1  ; 'o' in the header, expected the end of the header
            \u00e9                                                          ; the byte 233 in the header, expected '{'
            """)
    void what_is_no_header_of_numpy_is_refused_with_its_byte(String header, String message) {
        Path file = file(header.strip(), 24);

        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DataFileError.class)
                .hasMessageContaining(file + ", byte ")
                .hasMessageContaining(message);
    }

    @Test
    void keys_may_come_in_any_order_and_as_python_2_wrote_them() {
        Path file = file("{ \"shape\" : (2L, 3L) ,'fortran_order':False, \"descr\": '<f4'}", 24);

        assertThat(NpyReader.read(file).shape()).containsExactly(2, 3);
    }

    @Test
    void a_bool_that_is_neither_true_nor_false_is_refused() throws IOException {
        byte[] bytes = npy("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", 3);
        bytes[bytes.length - 1] = 2;
        Path file = Files.write(folder.resolve("bool.npy"), bytes);

        assertThatThrownBy(() -> NpyReader.read(file))
                .hasMessageContaining("byte " + (bytes.length - 1) + ": element 2 is 2, a bool is 0 or 1");
    }

    @Test
    void an_unknown_version_a_huge_header_and_another_format_are_refused() throws IOException {
        byte[] version = npy(FLOATS, 24);
        version[6] = 4;
        byte[] huge = npy(FLOATS, 24);
        huge[6] = 2;
        Arrays.fill(huge, 8, 12, (byte) 0xff);

        assertThatThrownBy(() -> NpyReader.read(Files.write(folder.resolve("a.npy"), version)))
                .hasMessageContaining("byte 6: version 4.0 of the format, known are 1.0, 2.0 and 3.0");
        assertThatThrownBy(() -> NpyReader.read(Files.write(folder.resolve("b.npy"), huge)))
                .hasMessageContaining("byte 8: a header of 4294967295 bytes");
        assertThatThrownBy(() -> NpyReader.read(Files.writeString(folder.resolve("c.npy"), "PK, or what is it?")))
                .hasMessageContaining("byte 0: does not begin with NumPy's magic string");
        assertThatThrownBy(() -> NpyReader.read(folder.resolve("none.npy"))).isInstanceOf(DataFileError.class);
        assertThatThrownBy(() -> NpyReader.read(folder)).hasMessageContaining("is a folder");
    }

    @Test
    void every_truncation_is_refused() throws IOException {
        for (String name : List.of("float32_2x3.npy", "version3.npy")) {
            byte[] whole = GoldenFiles.bytes(name);
            for (int length = 0; length < whole.length; length++) {
                Path file = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> NpyReader.read(file))
                        .as("%s bytes", length)
                        .isInstanceOf(DataFileError.class);
            }
        }
    }

    @Test
    void a_flipped_bit_gives_an_array_or_a_complaint_and_never_takes_much_memory() throws IOException {
        byte[] whole = GoldenFiles.bytes("version2.npy");
        NpyReader.read(GoldenFiles.copy("version2.npy", folder));
        int refused = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Path file = Files.write(folder.resolve("flipped.npy"), flipped);
            long before = TinyFiles.allocated();
            try {
                assertThat(NpyReader.read(file).shape()).isNotNull();
            } catch (DataFileError e) {
                refused++;
            }
            assertThat(TinyFiles.allocated() - before).isLessThan(2 << 20);
        }
        // Nothing else can be said for most of the header; blanks and elements can be others unnoticed.
        assertThat(refused).isBetween(whole.length * 4, (whole.length - 24) * 8);
    }

    private Path file(String header, int dataBytes) {
        return TinyFiles.write(folder.resolve("array.npy"), npy(header, dataBytes));
    }

    private static byte[] npy(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + 1 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        file.putShort((short) (text.length + 1)).put(text).put((byte) '\n');
        return file.array();
    }
}
