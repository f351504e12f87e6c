package org.disentangle.datasets.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.disentangle.datasets.file.DataFileError;
import org.jspecify.annotations.Nullable;

/** The bytes of one array, in a file of its own or a member of an archive: counted, and checked when they end. */
final class NpyInput implements AutoCloseable {
    static final String SAVE_AGAIN = "The file is damaged: save or fetch it again.";
    static final String NOT_NUMPY = "This is no array that NumPy has saved.";

    private final Path file;
    private final @Nullable String member;
    private final InputStream stream;
    private final long length;
    private final OptionalLong expectedSum;
    private final CRC32 sum = new CRC32();
    private long position;

    /**
     * @param member its name in the archive; null for a file of its own
     * @param length how many bytes the stream must have
     * @param expectedSum the CRC-32 of those bytes, where it is known
     */
    NpyInput(Path file, @Nullable String member, InputStream stream, long length, OptionalLong expectedSum) {
        this.file = file;
        this.member = member;
        this.stream = stream;
        this.length = length;
        this.expectedSum = expectedSum;
    }

    long position() {
        return position;
    }

    /** Bytes that are still to come. */
    long remaining() {
        return length - position;
    }

    /** A complaint about a byte of this array's file or member. */
    DataFileError error(long offset, String found, String fix) {
        return member == null
                ? DataFileError.atByte(file, offset, false, found, fix)
                : DataFileError.inFile(file, "member '" + member + "', byte " + offset + ": " + found, fix);
    }

    /** @param what for the message if the bytes end before it */
    byte[] read(int count, String what) {
        if (count > remaining()) {
            throw error(length, "ends here, within " + what, SAVE_AGAIN);
        }
        byte[] bytes = new byte[count];
        readInto(bytes, 0, count, what);
        return bytes;
    }

    void readInto(byte[] target, int from, int count, String what) {
        int filled = 0;
        while (filled < count) {
            int read = readSome(target, from + filled, count - filled);
            if (read < 0) {
                throw error(position, "ends here, within " + what, SAVE_AGAIN);
            }
            filled += read;
        }
    }

    /** Refuses bytes that follow, and bytes that are not those that were stored. */
    void finish() {
        if (readSome(new byte[1], 0, 1) >= 0) {
            throw error(position - 1, "more bytes follow after the last element", SAVE_AGAIN);
        }
        if (expectedSum.isPresent() && expectedSum.getAsLong() != sum.getValue()) {
            throw error(position, "the content does not have the checksum that the archive states", SAVE_AGAIN);
        }
    }

    private int readSome(byte[] target, int from, int count) {
        try {
            int read = stream.read(target, from, count);
            if (read > 0) {
                sum.update(target, from, read);
                position += read;
            }
            return read;
        } catch (EOFException e) {
            throw error(position, "the compressed data ends early", SAVE_AGAIN);
        } catch (ZipException e) {
            throw error(position, "the compressed data is damaged (" + e.getMessage() + ")", SAVE_AGAIN);
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }
}
