package org.disentangle.datasets.imagefolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.datasets.TinyFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to pictures half decoded. */
class PixelBuildTest {
    private static final int SIDE = 8;
    private static final int COUNT = 600;
    /** In place of a picture's true pixels, to see whether it was decoded again. */
    private static final byte[] MARKED = new byte[3 * SIDE * SIDE];

    @TempDir
    Path folder;

    private List<FolderIndex.Entry> files;
    private PixelFormat format;
    private Path target;
    private Path part;
    private Path journal;

    @BeforeEach
    void pictures() {
        Arrays.fill(MARKED, (byte) 77);
        byte[] picture = PictureTree.encoded(10, 9, 100, "png");
        files = IntStream.range(0, COUNT)
                .mapToObj(i -> new FolderIndex.Entry(i + ".png", 0, picture.length, 0))
                .toList();
        files.forEach(file -> TinyFiles.write(folder.resolve(file.name()), picture));
        format = PixelFormat.of(SIDE, files);
        target = folder.resolve("x.pixels");
        part = folder.resolve("x.pixels.part");
        journal = folder.resolve("x.pixels.part.rows");
    }

    /** As a process leaves it that is killed: what had not reached the disk is lost. */
    private void killedAfter(int rows) throws IOException {
        try (PixelJournal killed = PixelJournal.open(part, journal, format)) {
            while (killed.rows() < rows) {
                killed.append(MARKED, PixelFormat.Entry.of(MARKED, false));
            }
        }
    }

    private PixelFile built() throws IOException {
        new PixelBuild(target, "x", folder, files, format, 2, note -> {}).run();
        assertThat(part).doesNotExist();
        assertThat(journal).doesNotExist();
        return PixelFile.open(target, format).orElseThrow();
    }

    private static List<Integer> marked(PixelFile file) {
        List<Integer> rows = new ArrayList<>();
        byte[] row = new byte[MARKED.length];
        for (int i = 0; i < COUNT; i++) {
            file.read(i, row, 0);
            if (Arrays.equals(row, MARKED)) {
                rows.add(i);
            }
        }
        return rows;
    }

    @Test
    void a_killed_build_goes_on_after_the_last_rows_that_reached_the_disk() throws IOException {
        killedAfter(530);

        assertThat(marked(built())).isEqualTo(IntStream.range(0, 512).boxed().toList());
    }

    @Test
    void rows_that_are_not_as_their_entries_say_are_decoded_again() throws IOException {
        killedAfter(512);
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.seek(format.position(300) + 3);
            file.write(1);
        }

        assertThat(marked(built())).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void a_cut_journal_or_a_cut_file_loses_what_was_cut_and_no_more() throws IOException {
        killedAfter(512);
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        assertThat(marked(built())).hasSize(511);

        Files.delete(target);
        killedAfter(512);
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength(format.position(400) + 7);
        }
        assertThat(marked(built())).hasSize(400);
    }

    @Test
    void what_was_begun_with_other_pictures_is_not_used() throws IOException {
        killedAfter(512);
        files = new ArrayList<>(files);
        files.set(599, new FolderIndex.Entry("599.png", 0, files.get(599).size(), 1));
        format = PixelFormat.of(SIDE, files);

        assertThat(marked(built())).isEmpty();
    }

    @Test
    void without_enough_room_nothing_is_begun() {
        PixelFormat huge = new PixelFormat(1024, 50_000_000, new byte[32]);
        PixelBuild build = new PixelBuild(target, "x", folder, files, huge, 2, note -> {});

        assertThatThrownBy(build::run)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("decoded pictures need 157290.1 GB")
                .hasMessageContaining("GB free");
        assertThat(part).doesNotExist();
    }

    @Test
    void a_picture_that_changes_or_goes_meanwhile_ends_the_build_and_what_was_decoded_is_kept() throws IOException {
        TinyFiles.write(folder.resolve("599.png"), new byte[] {1});
        assertThatThrownBy(this::built).isInstanceOf(UserError.class).hasMessageContaining("has changed while");

        Files.delete(folder.resolve("599.png"));
        assertThatThrownBy(this::built).isInstanceOf(UserError.class).hasMessageContaining("cannot be read");
        assertThat(Files.size(journal)).isEqualTo(32 + 512 * 37);
    }
}
