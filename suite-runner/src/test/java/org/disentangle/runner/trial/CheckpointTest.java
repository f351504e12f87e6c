package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "abc",
            17,
            16,
            2.5,
            List.of(3L, 9L),
            Map.of("encoder/weight", HostTensor.of(Shape.of(2, 2), 1f, -2f, Float.MIN_VALUE, 3.25f)),
            Map.of("momentum/encoder/weight", HostTensor.of(Shape.of(1), 0.5f)),
            Map.of("partition", HostTensor.of(Shape.of(3), 1L, -1L, Long.MAX_VALUE)),
            new Validation.State(
                    List.of(new Validation.Look(5, 0.25, 2), new Validation.Look(10, 0.75, 3)),
                    Map.of("encoder/weight", HostTensor.of(Shape.of(1), -7f))));

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_again_bit_for_bit() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        CHECKPOINT.write(file);

        Checkpoint read = Checkpoint.read(file, "abc").orElseThrow();

        assertThat(read.step()).isEqualTo(17);
        assertThat(read.updates()).isEqualTo(16);
        assertThat(read.trainingSeconds()).isEqualTo(2.5);
        assertThat(read.resumedAt()).containsExactly(3L, 9L);
        assertThat(read.variables().get("encoder/weight").floats()).containsExactly(1f, -2f, Float.MIN_VALUE, 3.25f);
        assertThat(read.optimizer().get("momentum/encoder/weight").floats()).containsExactly(0.5f);
        assertThat(read.method().get("partition").longs()).containsExactly(1L, -1L, Long.MAX_VALUE);
        assertThat(read.validation().looks()).isEqualTo(CHECKPOINT.validation().looks());
        assertThat(read.validation().best().get("encoder/weight").floats()).containsExactly(-7f);
    }

    @Test
    void a_file_of_form_1_which_knows_no_validation_is_still_taken_up() throws Exception {
        Path file = folder.resolve("checkpoint.bin");
        new Checkpoint("abc", 17, 16, 2.5, List.of(), Map.of(), Map.of(), Map.of(), Validation.State.NONE).write(file);
        byte[] second = Files.readAllBytes(file);
        int nothingSeen = 2 * Integer.BYTES;
        byte[] first = Arrays.copyOf(second, second.length - 32 - nothingSeen);
        int version = 2 + "suite-checkpoint".length() + Integer.BYTES - 1;
        assertThat(first[version]).isEqualTo((byte) 2);
        first[version] = 1;
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(first);
        Files.write(
                file,
                ByteBuffer.allocate(first.length + 32).put(first).put(digest).array());

        Checkpoint read = Checkpoint.read(file, "abc").orElseThrow();

        assertThat(read.step()).isEqualTo(17);
        assertThat(read.validation()).isEqualTo(Validation.State.NONE);
    }

    @Test
    void a_checkpoint_that_cannot_be_put_in_place_leaves_nothing_behind() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        Files.createDirectories(file.resolve("in-the-way"));

        assertThatThrownBy(() -> CHECKPOINT.write(file)).isInstanceOf(IOException.class);

        assertThat(folder.resolve("checkpoint.bin.part")).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void a_checkpoint_of_another_trial_is_not_taken() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        CHECKPOINT.write(file);

        assertThat(Checkpoint.read(file, "abd")).isEmpty();
    }

    @Test
    void a_checkpoint_cut_short_anywhere_is_not_taken() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        CHECKPOINT.write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(Checkpoint.read(file, "abc")).as("cut at %d", length).isEmpty();
        }
    }

    @Test
    void a_checkpoint_with_one_flipped_bit_is_not_taken() throws IOException {
        Path file = folder.resolve("checkpoint.bin");
        CHECKPOINT.write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int position = 0; position < whole.length; position++) {
            byte[] damaged = whole.clone();
            damaged[position] ^= 0x10;
            Files.write(file, damaged);
            assertThat(Checkpoint.read(file, "abc")).as("byte %d", position).isEmpty();
        }
    }

    @Test
    void no_file_is_no_checkpoint() throws IOException {
        assertThat(Checkpoint.read(folder.resolve("checkpoint.bin"), "abc")).isEmpty();
    }
}
