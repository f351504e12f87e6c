package org.disentangle.datasets.npz;

import org.disentangle.datasets.file.DataFileError;

/**
 * An array too large to be held, read from its beginning: rows of the first axis, one after another, as the bytes they are in the
 * file. Memory is what the caller hands in.
 *
 * <p>With the last byte the checksum is compared; whoever stops earlier has not had the member checked.
 */
public final class NpyStream implements AutoCloseable {
    private final NpyInput input;
    private final NpyHeader header;

    /** @throws DataFileError if the array is in Fortran order, in which rows do not lie together */
    NpyStream(NpyInput input) {
        this.input = input;
        this.header = NpyHeaderReader.read(input);
        if (header.fortranOrder() && header.shape().size() > 1) {
            throw input.error(
                    0,
                    "the array is in Fortran order, so its rows cannot be read one after another",
                    "Save it with numpy.ascontiguousarray.");
        }
    }

    public NpyHeader header() {
        return header;
    }

    /** Bytes that are still to be read. */
    public long remaining() {
        return input.remaining();
    }

    /**
     * Fills a part of the target with the next bytes.
     *
     * @throws IllegalArgumentException if so many are not left
     * @throws DataFileError if the file is damaged
     */
    public void readInto(byte[] target, int from, int count) {
        if (count > remaining()) {
            throw new IllegalArgumentException(count + " bytes wanted, " + remaining() + " are left");
        }
        input.readInto(target, from, count, "the elements");
        if (count > 0 && remaining() == 0) {
            input.finish();
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
