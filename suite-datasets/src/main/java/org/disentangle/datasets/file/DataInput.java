package org.disentangle.datasets.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A data file read from its beginning that knows at which byte it stands. Memory grows with what is read, never with what a
 * header promises.
 */
public final class DataInput implements AutoCloseable {

    private static final int FIRST_ALLOCATION = 1 << 20;
    private static final String FETCH_AGAIN = "The download was cut short: fetch the file again.";

    private final Path file;
    private final long fileBytes;
    private final InputStream stream;
    private final boolean compressed;
    private long position;

    private DataInput(Path file, long fileBytes, InputStream stream, boolean compressed) {
        this.file = file;
        this.fileBytes = fileBytes;
        this.stream = stream;
        this.compressed = compressed;
    }

    /** @throws DataFileError if the file is missing or cannot be read */
    public static DataInput plain(Path file) {
        return open(file, false);
    }

    /**
     * Opens a file that may be compressed by gzip. Its first two bytes tell, not its name: some browsers unpack what they
     * download and keep the name. For formats that cannot begin with 1f 8b.
     *
     * @throws DataFileError if the file is missing or cannot be read
     */
    public static DataInput plainOrCompressed(Path file) {
        return open(file, true);
    }

    private static DataInput open(Path file, boolean mayBeCompressed) {
        try {
            if (Files.isDirectory(file)) {
                throw DataFileError.inFile(file, "is a folder, expected a file", "Name the file itself.");
            }
            long bytes = Files.size(file);
            InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            try {
                boolean compressed = mayBeCompressed && beginsLikeGzip(raw);
                InputStream content = compressed ? new GZIPInputStream(raw, 1 << 16) : raw;
                return new DataInput(file, bytes, content, compressed);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw DataFileError.inFile(
                    file, "is missing", "Import it with 'suite data import', or name the data folder with --data.");
        } catch (ZipException | EOFException e) {
            throw DataFileError.atByte(
                    file,
                    0,
                    false,
                    "begins like a gzip file, but its header is damaged (" + e.getMessage() + ")",
                    FETCH_AGAIN);
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }

    private static boolean beginsLikeGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip;
    }

    public Path file() {
        return file;
    }

    /** Whether the content is compressed, so that its length is known only at its end. */
    public boolean compressed() {
        return compressed;
    }

    /** The length of the file itself, in bytes. */
    public long fileBytes() {
        return fileBytes;
    }

    /** The next byte's offset in the content. */
    public long position() {
        return position;
    }

    /** A complaint about the content at an offset. */
    public DataFileError error(long offset, String found, String fix) {
        return DataFileError.atByte(file, offset, compressed, found, fix);
    }

    /**
     * A big-endian unsigned 32-bit number.
     *
     * @param what for the message if the file ends before it
     */
    public long readUnsignedInt(String what) {
        long value = 0;
        for (byte part : read(4, what)) {
            value = (value << 8) | (part & 0xff);
        }
        return value;
    }

    /**
     * Exactly {@code length} bytes.
     *
     * @param what for the message if the file ends before them
     */
    public byte[] read(int length, String what) {
        byte[] bytes = new byte[Math.min(length, FIRST_ALLOCATION)];
        int filled = fill(bytes, 0, length, what);
        while (filled < length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
            filled = fill(bytes, filled, length, what);
        }
        return bytes;
    }

    /** Fills the array with the next bytes. */
    public void readInto(byte[] target, String what) {
        fill(target, 0, target.length, what);
    }

    /** Refuses anything that follows; in a compressed file this is also where its checksum is compared. */
    public void expectEnd(String what) {
        if (readSome(new byte[1], 0) > 0) {
            throw error(
                    position - 1,
                    "more bytes follow after " + what,
                    "The header and the content do not belong together: fetch the file again.");
        }
    }

    private int fill(byte[] target, int from, int wanted, String what) {
        int filled = from;
        while (filled < target.length) {
            int count = readSome(target, filled);
            if (count < 0) {
                throw error(
                        position,
                        "the file ends here, within " + what + ", " + (wanted - filled) + " bytes too early",
                        FETCH_AGAIN);
            }
            filled += count;
        }
        return filled;
    }

    private int readSome(byte[] target, int from) {
        try {
            int count = stream.read(target, from, target.length - from);
            position += Math.max(0, count);
            return count;
        } catch (EOFException e) {
            throw error(position, "the compressed data ends early (the file has " + fileBytes + " bytes)", FETCH_AGAIN);
        } catch (ZipException e) {
            throw error(
                    position,
                    "the compressed data is damaged (" + e.getMessage() + ")",
                    "A bit has changed on the way: fetch the file again.");
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
