package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.CRC32C;
import org.disentangle.datasets.file.FileDigests;

/**
 * The file of decoded pictures: a header of 4096 bytes (magic, version, side, number of rows, digest of the index), rows of {@code
 * 3 * side * side} bytes in the order of the index, channel by channel, an entry per row, and the SHA-256 of header and entries.
 * Numbers are big-endian.
 *
 * @param side height and width of a row in pixels
 * @param rows how many
 * @param index SHA-256 of the files' names, sizes and times of change
 */
record PixelFormat(int side, int rows, byte[] index) {
    static final int HEADER_BYTES = 4096;
    static final int SUM_BYTES = 32;
    /** Raised when decoding or resizing changes, so that older files are made anew. */
    private static final int VERSION = 1;

    private static final byte[] MAGIC = "DSPIXELS".getBytes(StandardCharsets.US_ASCII);

    static PixelFormat of(int side, List<FolderIndex.Entry> files) {
        MessageDigest sha256 = FileDigests.newSha256();
        for (FolderIndex.Entry file : files) {
            byte[] name = FolderIndex.utf8(file.name());
            sha256.update(ByteBuffer.allocate(20 + name.length)
                    .putInt(name.length)
                    .put(name)
                    .putLong(file.size())
                    .putLong(file.modified())
                    .flip());
        }
        return new PixelFormat(side, files.size(), sha256.digest());
    }

    byte[] header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(side)
                .putInt(rows)
                .put(index)
                .array();
    }

    /** @throws IOException if so many bytes are not there */
    static byte[] read(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        return buffer.array();
    }

    int rowBytes() {
        return 3 * side * side;
    }

    /** Where a row begins in the file. */
    long position(int row) {
        return HEADER_BYTES + (long) row * rowBytes();
    }

    long fileBytes() {
        return position(rows) + (long) rows * Entry.BYTES + SUM_BYTES;
    }

    /** How a row came out. */
    record Entry(boolean broken, int crc32c, byte[] sha256) {
        static final int BYTES = 37;

        /** Of pixels, all zero if the picture is broken. */
        static Entry of(byte[] pixels, boolean broken) {
            return new Entry(
                    broken,
                    sum(pixels, 0, pixels.length),
                    FileDigests.newSha256().digest(pixels));
        }

        static Entry read(ByteBuffer bytes) {
            boolean broken = bytes.get() != 0;
            int crc32c = bytes.getInt();
            byte[] sha256 = new byte[SUM_BYTES];
            bytes.get(sha256);
            return new Entry(broken, crc32c, sha256);
        }

        void write(ByteBuffer bytes) {
            bytes.put((byte) (broken ? 1 : 0)).putInt(crc32c).put(sha256);
        }

        static int sum(byte[] pixels, int offset, int length) {
            CRC32C sum = new CRC32C();
            sum.update(pixels, offset, length);
            return (int) sum.getValue();
        }
    }
}
