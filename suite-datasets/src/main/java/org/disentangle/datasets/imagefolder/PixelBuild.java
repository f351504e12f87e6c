package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.disentangle.core.UserError;
import org.disentangle.datasets.file.DataFileError;

/** Decodes all pictures of an index into one file: several threads decode, rows are written in their order. */
final class PixelBuild {
    private static final int PENDING_PER_THREAD = 8;

    private final Path target;
    private final Path root;
    private final List<FolderIndex.Entry> files;
    private final PixelFormat format;
    private final int threads;
    private final Consumer<String> notes;
    private final String title;
    private final ThreadLocal<PictureDecoder> decoders = ThreadLocal.withInitial(PictureDecoder::new);

    PixelBuild(
            Path target,
            String title,
            Path root,
            List<FolderIndex.Entry> files,
            PixelFormat format,
            int threads,
            Consumer<String> notes) {
        this.target = target;
        this.title = title;
        this.root = root;
        this.files = files;
        this.format = format;
        this.threads = threads;
        this.notes = notes;
    }

    private record Row(byte[] pixels, PixelFormat.Entry entry) {}

    /**
     * @throws IOException if the file cannot be written
     * @throws UserError if there is not enough room, or a picture's file cannot be read or changes
     */
    void run() throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Path journal = target.resolveSibling(target.getFileName() + ".part.rows");
        expectRoom(part);
        try (PixelJournal written = PixelJournal.open(part, journal, format)) {
            decode(written);
            written.finish();
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(journal);
    }

    private void expectRoom(Path part) throws IOException {
        long present = Files.exists(part) ? Files.size(part) : 0;
        long needed = format.fileBytes() + (long) format.rows() * PixelFormat.Entry.BYTES - present;
        long room = Files.getFileStore(target.toAbsolutePath().getParent()).getUsableSpace();
        if (needed > room) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s: decoded pictures need %.1f GB in %s, which has %.1f GB free. Make room, let $XDG_CACHE_HOME"
                            + " name another place, or take fewer images or a smaller cache_side.",
                    title,
                    needed / 1e9,
                    target.getParent(),
                    room / 1e9));
        }
    }

    private void decode(PixelJournal written) throws IOException {
        DecodingProgress progress = new DecodingProgress(title, written.rows(), files.size(), notes);
        ExecutorService pool = Executors.newFixedThreadPool(threads, body -> {
            Thread thread = new Thread(body, "picture-decoder");
            thread.setDaemon(true);
            return thread;
        });
        ArrayDeque<Future<Row>> pending = new ArrayDeque<>();
        try {
            int next = written.rows();
            while (written.rows() < files.size()) {
                while (next < files.size() && pending.size() < threads * PENDING_PER_THREAD) {
                    FolderIndex.Entry file = files.get(next++);
                    pending.add(pool.submit(() -> row(file)));
                }
                Row row = await(pending.remove());
                written.append(row.pixels, row.entry);
                progress.at(written.rows());
            }
            progress.done();
        } finally {
            pool.shutdownNow();
        }
    }

    private Row row(FolderIndex.Entry file) {
        byte[] pixels;
        boolean broken = false;
        try {
            pixels = SquareResize.square(decoders.get().decode(content(root, file)), format.side());
        } catch (BrokenPictureException e) {
            pixels = new byte[format.rowBytes()];
            broken = true;
        }
        return new Row(pixels, PixelFormat.Entry.of(pixels, broken));
    }

    /** @throws DataFileError if the file cannot be read or has changed */
    static byte[] content(Path root, FolderIndex.Entry file) throws BrokenPictureException {
        Path path = root.resolve(file.name());
        if (file.size() > Integer.MAX_VALUE - 16) {
            throw new BrokenPictureException("is too large: " + file.size() + " bytes");
        }
        try {
            byte[] content = Files.readAllBytes(path);
            if (content.length != file.size()) {
                throw DataFileError.inFile(
                        path, "has changed while pictures were decoded", "Leave the folder alone and try again.");
            }
            return content;
        } catch (IOException e) {
            throw DataFileError.unreadable(path, e);
        }
    }

    private static Row await(Future<Row> row) {
        try {
            return row.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Decoding was interrupted; what was decoded so far is kept.", e);
        }
    }
}
