package org.disentangle.datasets.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that appear whole or not at all: written beside their place, forced to the disk, then renamed. */
final class AtomicFiles {

    private AtomicFiles() {}

    static void write(Path target, byte[] content) throws IOException {
        replace(target, channel -> writeAll(channel, ByteBuffer.wrap(content)));
    }

    static void copy(Path source, Path target) throws IOException {
        replace(target, channel -> {
            byte[] buffer = new byte[1 << 17];
            try (InputStream stream = Files.newInputStream(source)) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    writeAll(channel, ByteBuffer.wrap(buffer, 0, count));
                }
            }
        });
    }

    /** Puts a symbolic link to the source in the target's place. */
    static void link(Path source, Path target) throws IOException {
        Path folder = parent(target);
        Files.createDirectories(folder);
        Path link = temporary(folder, target);
        Files.delete(link);
        Files.createSymbolicLink(link, source.toRealPath());
        Files.move(link, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void replace(Path target, Content content) throws IOException {
        Path folder = parent(target);
        Files.createDirectories(folder);
        Path temporary = temporary(folder, target);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Path temporary(Path folder, Path target) throws IOException {
        return Files.createTempFile(folder, "." + target.getFileName() + ".", ".part");
    }

    private static Path parent(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(target + " has no folder");
        }
        return parent;
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }
}
