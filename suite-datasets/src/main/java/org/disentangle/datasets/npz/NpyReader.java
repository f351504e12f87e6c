package org.disentangle.datasets.npz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.disentangle.datasets.file.DataFileError;

/** Reads {@code .npy} files: one array each. */
public final class NpyReader {
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

    private NpyReader() {}

    /**
     * The whole array, in C order however it was stored.
     *
     * @throws DataFileError if the file is missing, damaged, or of a type that is not read
     */
    public static NpyArray read(Path file) {
        try (NpyInput input = open(file)) {
            return array(input, Long.MAX_VALUE);
        }
    }

    /** The header alone; its size is checked against the file's. */
    public static NpyHeader header(Path file) {
        try (NpyInput input = open(file)) {
            return NpyHeaderReader.read(input);
        }
    }

    /**
     * Reads header and elements.
     *
     * @param mostBytes of memory that the array may take
     */
    static NpyArray array(NpyInput input, long mostBytes) {
        NpyHeader header = NpyHeaderReader.read(input);
        long elements = header.elements();
        if (elements > MOST_ELEMENTS || header.shape().stream().anyMatch(size -> size > MOST_ELEMENTS)) {
            throw input.error(0, header + " has more than 2^31 elements", "Read it in parts.");
        }
        if (elements * header.type().bytesInMemory() > mostBytes) {
            throw input.error(
                    0,
                    header + " would take " + elements * header.type().bytesInMemory() + " bytes of memory, at most "
                            + mostBytes + " are allowed",
                    "Save a smaller array.");
        }
        List<Integer> shape = header.shape().stream().map(Long::intValue).toList();
        Object values = NpyDecoder.decode(input, header.type(), header.bigEndian(), (int) elements);
        input.finish();
        boolean transposed = header.fortranOrder() && shape.size() > 1 && elements > 0;
        return new NpyArray(header.type(), shape, transposed ? NpyDecoder.toRowMajor(values, shape) : values);
    }

    private static NpyInput open(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw DataFileError.inFile(file, "is a folder, expected a file", "Name the file itself.");
            }
            long length = Files.size(file);
            InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            return new NpyInput(file, null, stream, length, OptionalLong.empty());
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }
}
