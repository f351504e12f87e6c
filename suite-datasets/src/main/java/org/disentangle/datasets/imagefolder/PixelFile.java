package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.FileDigests;

/** A whole file of decoded pictures, mapped into memory: the operating system keeps of it what fits. Safe for several threads. */
final class PixelFile {
    private static final int MOST_SEGMENT_BYTES = 1 << 30;

    private final Path path;
    private final PixelFormat format;
    private final byte[] entries;
    private final List<MappedByteBuffer> segments;
    private final int rowsPerSegment;

    private PixelFile(Path path, PixelFormat format, byte[] entries, List<MappedByteBuffer> segments) {
        this.path = path;
        this.format = format;
        this.entries = entries;
        this.segments = segments;
        this.rowsPerSegment = rowsPerSegment(format);
    }

    /** The file, if it is there, whole, and of this format; pixels are checked when they are read. */
    static Optional<PixelFile> open(Path path, PixelFormat format) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() != format.fileBytes()
                    || !Arrays.equals(PixelFormat.read(channel, 0, PixelFormat.HEADER_BYTES), format.header())) {
                return Optional.empty();
            }
            byte[] entries =
                    PixelFormat.read(channel, format.position(format.rows()), format.rows() * PixelFormat.Entry.BYTES);
            byte[] sum = PixelFormat.read(channel, channel.size() - PixelFormat.SUM_BYTES, PixelFormat.SUM_BYTES);
            if (!Arrays.equals(sum(format, entries), sum)) {
                return Optional.empty();
            }
            return Optional.of(new PixelFile(path, format, entries, map(channel, format)));
        } catch (IOException e) {
            throw DataFileError.unreadable(path, e);
        }
    }

    static byte[] sum(PixelFormat format, byte[] entries) {
        MessageDigest sha256 = FileDigests.newSha256();
        sha256.update(format.header());
        return sha256.digest(entries);
    }

    private static List<MappedByteBuffer> map(FileChannel channel, PixelFormat format) throws IOException {
        List<MappedByteBuffer> segments = new ArrayList<>();
        int step = rowsPerSegment(format);
        for (int row = 0; row < format.rows(); row += step) {
            long bytes = (long) Math.min(step, format.rows() - row) * format.rowBytes();
            segments.add(channel.map(FileChannel.MapMode.READ_ONLY, format.position(row), bytes));
        }
        return segments;
    }

    private static int rowsPerSegment(PixelFormat format) {
        return MOST_SEGMENT_BYTES / format.rowBytes();
    }

    PixelFormat format() {
        return format;
    }

    private PixelFormat.Entry entry(int row) {
        return PixelFormat.Entry.read(ByteBuffer.wrap(entries, row * PixelFormat.Entry.BYTES, PixelFormat.Entry.BYTES));
    }

    boolean isBroken(int row) {
        return entry(row).broken();
    }

    /** SHA-256 of a row's pixels, as it was when they were decoded. */
    byte[] sha256(int row) {
        return entry(row).sha256();
    }

    /** @throws DataFileError if the pixels are not those that were decoded */
    void read(int row, byte[] target, int offset) {
        int bytes = format.rowBytes();
        segments.get(row / rowsPerSegment).get(row % rowsPerSegment * bytes, target, offset, bytes);
        if (PixelFormat.Entry.sum(target, offset, bytes) != entry(row).crc32c()) {
            throw DataFileError.atByte(
                    path,
                    format.position(row),
                    false,
                    "the decoded pixels of picture " + row + " are damaged",
                    "Remove the file; it is then made anew. Check the disk.");
        }
    }
}
