package org.disentangle.runner.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/**
 * Files that are there whole or not at all: written beside their place, forced to disk, moved over it in one step, and the folder
 * forced too. A crash in between leaves a file that ends in {@value #UNFINISHED}, which nobody reads.
 */
public final class AtomicFiles {
    private static final String UNFINISHED = ".unfinished";
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Opener opener;

    public AtomicFiles() {
        this(path -> FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /** @param opener opens the file to be written; a test hands in one that fails */
    AtomicFiles(Opener opener) {
        this.opener = opener;
    }

    /** Opens a file for writing. */
    interface Opener {
        WritableByteChannel open(Path path) throws IOException;
    }

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /** @param out closed and forced to disk by the caller */
        void writeTo(OutputStream out) throws IOException;
    }

    /** @throws StoreError if the disk is full or the folder cannot be written; the file is then as it was */
    public void write(Path path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with bytes. */
    public void write(Path path, byte[] content) {
        try {
            replace(path, out -> out.write(content));
        } catch (IOException e) {
            throw StoreError.writing(path, e);
        }
    }

    /** @throws IOException if the content cannot be written or put in its place; the file is then as it was */
    public void replace(Path path, Content content) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
        try {
            Files.createDirectories(folder);
            try (WritableByteChannel channel = opener.open(unfinished)) {
                content.writeTo(Channels.newOutputStream(channel));
                if (channel instanceof FileChannel file) {
                    file.force(true);
                }
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException secondary) {
                e.addSuppressed(secondary);
            }
            throw e;
        }
    }

    /** Removes what crashed writers left in a folder. */
    static void sweep(Path folder) {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw StoreError.writing(folder, e);
        }
    }

    /** A move is durable only once its folder is; Windows has no way to ask for that and needs none. */
    private static void forceFolder(Path folder) throws IOException {
        if (!WINDOWS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
