package org.disentangle.datasets.npz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what stands before an array's elements: the magic string, the version (1.0, 2.0 or 3.0), the header's size and the header.
 *
 * <p>Source: NumPy's description of the format, {@code numpy.lib.format}, "Format Specification".
 */
final class NpyHeaderReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int MOST_HEADER_BYTES = 1 << 16;

    private NpyHeaderReader() {}

    /** Leaves the input at the first element; the size that the header announces is that of the bytes that follow. */
    static NpyHeader read(NpyInput input) {
        byte[] beginning = input.read(8, "the magic string");
        if (!Arrays.equals(beginning, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw input.error(0, "does not begin with NumPy's magic string", NpyInput.NOT_NUMPY);
        }
        int major = beginning[6] & 0xff;
        int minor = beginning[7] & 0xff;
        if (major < 1 || major > 3 || minor != 0) {
            throw input.error(
                    6,
                    "version " + major + "." + minor + " of the format, known are 1.0, 2.0 and 3.0",
                    NpyInput.NOT_NUMPY);
        }
        ByteBuffer size = ByteBuffer.wrap(input.read(major == 1 ? 2 : 4, "the header's size"))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = major == 1 ? size.getShort() & 0xffff : size.getInt() & 0xffffffffL;
        if (length > MOST_HEADER_BYTES) {
            throw input.error(
                    8,
                    "a header of " + length + " bytes, at most " + MOST_HEADER_BYTES + " are read",
                    NpyInput.NOT_NUMPY);
        }
        long start = input.position();
        // What is understood is ASCII in every version; other bytes are refused where they stand.
        String text = new String(input.read((int) length, "the header"), StandardCharsets.ISO_8859_1);
        NpyHeader header = new NpyHeaderParser(new PythonText(input, start, text)).header();
        checkSize(input, start, header);
        return header;
    }

    private static void checkSize(NpyInput input, long start, NpyHeader header) {
        long bytes;
        try {
            bytes = header.dataBytes();
        } catch (ArithmeticException e) {
            throw input.error(start, "the header announces " + header + ", more than 2^63 bytes", NpyInput.SAVE_AGAIN);
        }
        if (bytes != input.remaining()) {
            throw input.error(
                    start,
                    "the header announces " + header + ", " + bytes + " bytes, but " + input.remaining()
                            + " bytes follow",
                    bytes > input.remaining()
                            ? "The file was cut short: save or fetch it again."
                            : NpyInput.SAVE_AGAIN);
        }
    }
}
