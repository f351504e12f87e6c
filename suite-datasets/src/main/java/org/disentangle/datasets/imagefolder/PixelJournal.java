package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.disentangle.datasets.file.FileDigests;

/**
 * A file of decoded pictures in the making, and beside it the journal of its rows: the SHA-256 of the header, then an entry per row.
 * Rows reach the disk before their entries do, so whatever the journal names is there after a kill or a power cut.
 */
final class PixelJournal implements AutoCloseable {
    private static final int ROWS_PER_FLUSH = 256;
    /** So many rows are compared with their entries when a build goes on; the disk was asked to keep those before them. */
    private static final int ROWS_CHECKED = 2 * ROWS_PER_FLUSH;

    private final PixelFormat format;
    private final FileChannel pixels;
    private final FileChannel journal;
    private final List<PixelFormat.Entry> waiting = new ArrayList<>();
    private int rows;

    private PixelJournal(PixelFormat format, FileChannel pixels, FileChannel journal) {
        this.format = format;
        this.pixels = pixels;
        this.journal = journal;
    }

    /** Goes on with what is there, if it is of this format, else begins anew. */
    static PixelJournal open(Path part, Path journal, PixelFormat format) throws IOException {
        FileChannel pixels = channel(part);
        PixelJournal opened;
        try {
            opened = new PixelJournal(format, pixels, channel(journal));
        } catch (IOException e) {
            pixels.close();
            throw e;
        }
        try {
            opened.resume();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** How many rows are written. */
    int rows() {
        return rows;
    }

    void append(byte[] row, PixelFormat.Entry entry) throws IOException {
        write(pixels, ByteBuffer.wrap(row), format.position(rows));
        waiting.add(entry);
        rows++;
        if (waiting.size() == ROWS_PER_FLUSH) {
            flush();
        }
    }

    private void flush() throws IOException {
        pixels.force(false);
        ByteBuffer entries = ByteBuffer.allocate(waiting.size() * PixelFormat.Entry.BYTES);
        waiting.forEach(entry -> entry.write(entries));
        write(journal, entries.flip(), entry(rows - waiting.size()));
        journal.force(false);
        waiting.clear();
    }

    /** Puts the entries and their sum behind the rows. */
    void finish() throws IOException {
        flush();
        byte[] entries = PixelFormat.read(journal, entry(0), rows * PixelFormat.Entry.BYTES);
        write(pixels, ByteBuffer.wrap(entries), format.position(rows));
        write(pixels, ByteBuffer.wrap(PixelFile.sum(format, entries)), format.position(rows) + entries.length);
        pixels.truncate(format.fileBytes());
        pixels.force(true);
    }

    private void resume() throws IOException {
        byte[] mark = FileDigests.newSha256().digest(format.header());
        boolean ours = journal.size() >= mark.length
                && pixels.size() >= PixelFormat.HEADER_BYTES
                && Arrays.equals(PixelFormat.read(journal, 0, mark.length), mark)
                && Arrays.equals(PixelFormat.read(pixels, 0, PixelFormat.HEADER_BYTES), format.header());
        if (ours) {
            rows = sound();
            journal.truncate(entry(rows));
            return;
        }
        journal.truncate(0);
        pixels.truncate(0);
        write(pixels, ByteBuffer.wrap(format.header()), 0);
        write(journal, ByteBuffer.wrap(mark), 0);
    }

    /** Rows that are there as their entries say. */
    private int sound() throws IOException {
        long entries = (journal.size() - PixelFormat.SUM_BYTES) / PixelFormat.Entry.BYTES;
        long present = (pixels.size() - PixelFormat.HEADER_BYTES) / format.rowBytes();
        int found = (int) Math.min(format.rows(), Math.min(entries, present));
        for (int row = Math.max(0, found - ROWS_CHECKED); row < found; row++) {
            byte[] content = PixelFormat.read(pixels, format.position(row), format.rowBytes());
            ByteBuffer entry = ByteBuffer.wrap(PixelFormat.read(journal, entry(row), PixelFormat.Entry.BYTES));
            byte[] expected = PixelFormat.Entry.read(entry).sha256();
            if (!Arrays.equals(FileDigests.newSha256().digest(content), expected)) {
                return row;
            }
        }
        return found;
    }

    private static long entry(int row) {
        return PixelFormat.SUM_BYTES + (long) row * PixelFormat.Entry.BYTES;
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Rows without an entry are written again next time. */
    @Override
    public void close() throws IOException {
        try (pixels;
                journal) {
            waiting.clear();
        }
    }
}
