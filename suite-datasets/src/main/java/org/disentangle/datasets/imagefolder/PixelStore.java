package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.disentangle.core.UserError;

/**
 * Keeps decoded pictures in a folder: each file of them is made once, by one process at a time, and made anew when the pictures
 * have changed. What a killed process has decoded is not decoded again.
 *
 * @param notes told how it goes, in lines
 */
record PixelStore(Path folder, int threads, Consumer<String> notes) {
    /** Locks of files hold between processes only. */
    private static final Object BUILDING = new Object();

    /**
     * @param key names the file; whoever asks for other pictures uses another
     * @param title of the pictures, for messages
     * @param root where the files' names begin
     * @throws UserError if there is not enough room, or a file cannot be read
     */
    PixelFile open(String key, String title, Path root, List<FolderIndex.Entry> files, int side) {
        PixelFormat format = PixelFormat.of(side, files);
        Path target = folder.resolve(key + ".pixels");
        return PixelFile.open(target, format).orElseGet(() -> {
            synchronized (BUILDING) {
                return build(target, title, root, files, format);
            }
        });
    }

    private PixelFile build(Path target, String title, Path root, List<FolderIndex.Entry> files, PixelFormat format) {
        try {
            Files.createDirectories(folder);
            Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel, title)) {
                PixelFile made = PixelFile.open(target, format).orElse(null);
                if (made != null) {
                    return made;
                }
                if (Files.exists(target)) {
                    notes.accept(title + ": the pictures have changed since they were decoded; decoding them anew.");
                }
                new PixelBuild(target, title, root, files, format, threads, notes).run();
                return PixelFile.open(target, format)
                        .orElseThrow(() -> new UserError(target + " changed while it was made. Try again."));
            }
        } catch (IOException e) {
            throw new UserError(
                    target + ": decoded pictures cannot be kept there: " + e
                            + ". What was decoded so far is not lost. $XDG_CACHE_HOME can name another place.",
                    e);
        }
    }

    private FileLock lock(FileChannel channel, String title) throws IOException {
        FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        notes.accept(title + ": another process is decoding these pictures; waiting for it.");
        return channel.lock();
    }
}
