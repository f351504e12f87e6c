package org.disentangle.runner.score;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpyHeader;
import org.disentangle.datasets.npz.NpyReader;
import org.disentangle.datasets.npz.NpyType;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.MappedRows;
import org.disentangle.metrics.probe.RowProbe;

/** Codes and labels in {@code .npy} files, one array each: codes are read from the file as they are needed and may be larger than memory. */
public final class LargeCodes {
    /** What the factor that labels give is called. */
    private static final String FACTOR = "labels";

    /** Each class costs a row of weights. */
    private static final int MOST_CLASSES = 100_000;

    private LargeCodes() {}

    /**
     * The files of one split.
     *
     * @param codes float32 {@code [n, dim]}
     * @param labels whole numbers from 0, {@code [n]}
     */
    public record Files(Path codes, Path labels) {}

    /** @throws UserError saying which file is not as it must be */
    public static RowProbe.Rows open(Files train, Files test) {
        CodeRows trainCodes = codes(train.codes());
        CodeRows testCodes = codes(test.codes());
        if (trainCodes.dimension() != testCodes.dimension()) {
            throw new UserError(test.codes() + ": has codes of " + testCodes.dimension()
                    + " numbers, those for training in " + train.codes() + " have " + trainCodes.dimension());
        }
        int[] trainLabels = labels(train, trainCodes.rows());
        int[] testLabels = labels(test, testCodes.rows());
        int classes = 1
                + Math.max(
                        Arrays.stream(trainLabels).max().orElseThrow(),
                        Arrays.stream(testLabels).max().orElseThrow());
        return new RowProbe.Rows(
                trainCodes,
                new ClassLabels(FACTOR, trainLabels, classes),
                testCodes,
                new ClassLabels(FACTOR, testLabels, classes));
    }

    private static CodeRows codes(Path file) {
        NpyHeader header = NpyReader.header(file);
        boolean plain = header.type() == NpyType.FLOAT32 && !header.bigEndian() && !header.fortranOrder();
        if (!plain || header.shape().size() != 2 || header.shape().contains(0L)) {
            throw new UserError(file + ": is " + (header.fortranOrder() ? "Fortran-ordered " : "")
                    + (header.bigEndian() ? "big-endian " : "") + header
                    + "; codes that are read from the file as they are"
                    + " needed are float32 [n, dim] with neither 0, little-endian and in C order:"
                    + " numpy.save(file, numpy.ascontiguousarray(codes, dtype='<f4'))");
        }
        long offset = file.toFile().length() - header.dataBytes();
        return new MappedRows(UserCodes.WHOLE, file, offset, size(file, header, 0), size(file, header, 1));
    }

    private static int size(Path file, NpyHeader header, int axis) {
        long size = header.shape().get(axis);
        if (size > Integer.MAX_VALUE - 8) {
            throw new UserError(file + ": is " + header + "; no axis may be longer than " + (Integer.MAX_VALUE - 8));
        }
        return (int) size;
    }

    private static int[] labels(Files files, int rows) {
        Path file = files.labels();
        NpyArray array = NpyReader.read(file);
        boolean vector = array.shape().equals(List.of(rows)) || array.shape().equals(List.of(rows, 1));
        if (array.type().kind() != NpyType.Kind.INTEGER || !vector) {
            throw new UserError(file + ": is " + array + ", expected whole numbers [" + rows
                    + "], a label for each row of " + files.codes());
        }
        long[] values = array.longs();
        for (int row = 0; row < rows; row++) {
            if (values[row] < 0 || values[row] >= MOST_CLASSES) {
                throw new UserError(file + ": label " + values[row] + " in row " + row + "; allowed are 0 to "
                        + (MOST_CLASSES - 1) + ", without gaps at best: numpy.unique(labels, return_inverse=True)[1]");
            }
        }
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }
}
