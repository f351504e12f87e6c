package org.disentangle.metrics.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.UserError;

/**
 * Codes in a file of little-endian float32 numbers, row by row, that the operating system pages in as they are read: 1.3 million rows of
 * 2,048 numbers are 10.6 GB on disk and no memory of the JVM's heap.
 */
public final class MappedRows implements CodeRows {
    private static final long LARGEST_MAP = 1L << 30;

    private final String block;
    private final int rows;
    private final int dimension;
    private final int rowsPerMap;
    private final List<FloatBuffer> maps = new ArrayList<>();

    /**
     * @param block a name for messages
     * @param offset bytes before the first number, such as the header of an {@code npy} file
     * @throws UserError if the file does not hold so many numbers
     */
    public MappedRows(String block, Path file, long offset, int rows, int dimension) {
        this.block = block;
        this.rows = rows;
        this.dimension = dimension;
        long rowBytes = (long) dimension * Float.BYTES;
        this.rowsPerMap = (int) Math.max(1, Math.min(Integer.MAX_VALUE, LARGEST_MAP / rowBytes));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (Files.size(file) < offset + rows * rowBytes) {
                throw new UserError("'" + file + "' has " + Files.size(file) + " bytes; " + rows + " x " + dimension
                        + " numbers of 4 bytes from byte " + offset + " on need " + (offset + rows * rowBytes));
            }
            for (long from = 0; from < rows; from += rowsPerMap) {
                long count = Math.min(rowsPerMap, rows - from);
                maps.add(channel.map(FileChannel.MapMode.READ_ONLY, offset + from * rowBytes, count * rowBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String block() {
        return block;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void read(int from, int to, float[] into) {
        int row = from;
        while (row < to) {
            int within = row % rowsPerMap;
            int count = Math.min(to - row, rowsPerMap - within);
            maps.get(row / rowsPerMap).get(within * dimension, into, (row - from) * dimension, count * dimension);
            row += count;
        }
    }
}
