package org.disentangle.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    private static final String OLD = "the old content";
    private static final String NEW = "the new content, which is longer";

    @TempDir
    Path folder;

    /** A disk that is full after some bytes. */
    private static AtomicFiles full(int after) {
        return new AtomicFiles(path -> new WritableByteChannel() {
            private final FileChannel file =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            private int left = after;

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (left == 0) {
                    throw new IOException("No space left on device");
                }
                int count = Math.min(left, bytes.remaining());
                ByteBuffer part = bytes.duplicate().limit(bytes.position() + count);
                file.write(part);
                bytes.position(bytes.position() + count);
                left -= count;
                return count;
            }

            @Override
            public boolean isOpen() {
                return file.isOpen();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        });
    }

    @Test
    void a_disk_that_fills_up_at_any_byte_leaves_the_old_file_and_nothing_else() throws IOException {
        Path path = folder.resolve("sub/file.json");
        new AtomicFiles().write(path, OLD);

        for (int after = 0; after < NEW.length(); after++) {
            AtomicFiles files = full(after);
            assertThatThrownBy(() -> files.write(path, NEW))
                    .isInstanceOf(StoreError.class)
                    .hasMessage("Could not write " + path
                            + ": No space left on device. Earlier results are as they were;"
                            + " mend this and start the same command again.");
            assertThat(path).hasContent(OLD);
        }
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void a_file_is_replaced_as_a_whole() {
        Path path = folder.resolve("file.json");
        new AtomicFiles().write(path, NEW);

        new AtomicFiles().write(path, OLD);

        assertThat(path).hasContent(OLD);
    }

    @Test
    void what_a_crashed_writer_left_is_swept_away() throws IOException {
        Files.writeString(folder.resolve("board.md.unfinished"), "half");
        Files.writeString(folder.resolve("board.md"), "whole");

        AtomicFiles.sweep(folder);

        assertThat(folder.resolve("board.md.unfinished")).doesNotExist();
        assertThat(folder.resolve("board.md")).exists();
    }
}
