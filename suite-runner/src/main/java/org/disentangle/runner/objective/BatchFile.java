package org.disentangle.runner.objective;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpyType;
import org.disentangle.datasets.npz.NpzLimits;
import org.disentangle.runner.array.ArrayFile;

/** The arrays of a batch that a user saved; every refusal names file and array. */
final class BatchFile extends ArrayFile {
    private static final NpzLimits LIMITS = new NpzLimits(1L << 30, 4L << 30);
    /** Labels are indices of values, of which a list is made. */
    private static final long MOST_LABEL = (1 << 16) - 1;

    private static final String PERMUTATION = "permutation";

    private BatchFile(Path path) {
        super(path, LIMITS);
    }

    static BatchFile open(Path path) {
        return new BatchFile(path);
    }

    /**
     * Rows of z or r: {@code [views, batch, dim]}, finite.
     *
     * @param views that the method works on
     * @param method its name, for messages
     */
    NpyArray rows(String name, int views, String method) {
        NpyArray array = array(name);
        String wanted = ", expected [views, batch, dim], float32 or float64";
        if (array.type().kind() != NpyType.Kind.REAL) {
            throw error(name, "is " + array + wanted);
        }
        if (array.shape().size() != 3 || array.shape().contains(0)) {
            throw error(
                    name, "is " + array + wanted + "; reshape(" + views + ", -1, dim) makes it of rows view by view");
        }
        if (array.shape().get(0) != views) {
            throw error(
                    name,
                    "is " + array + ": " + array.shape().get(0) + " views, but '" + method + "' works on " + views);
        }
        if (array.shape().get(1) < 2) {
            throw error(name, "is " + array + ": a batch of one group has nothing to compare it with");
        }
        expectFinite(name, array);
        return array;
    }

    /** An array as an input of a program wants it. */
    HostTensor tensor(String name, ElementType type, Shape shape) {
        NpyArray array = array(name);
        if (!array.shape().equals(shape.sizes())) {
            throw error(name, "is " + array + ", expected the shape " + shape);
        }
        return switch (type) {
            case FLOAT32 -> {
                expectKind(name, array, NpyType.Kind.REAL, "float32 or float64");
                expectFinite(name, array);
                yield HostTensor.of(shape, array.floats());
            }
            case INT64 -> {
                expectKind(name, array, NpyType.Kind.INTEGER, "whole numbers");
                if (name.equals(PERMUTATION)) {
                    expectPermutation(name, array.longs());
                }
                yield HostTensor.of(shape, array.longs());
            }
            case UINT8 -> {
                if (array.type() != NpyType.UINT8) {
                    throw error(name, "is " + array + ", expected uint8");
                }
                yield HostTensor.of(shape, array.bytes());
            }
        };
    }

    /** Labels of each row, {@code [views * batch]}; of the groups, for all views alike, or of each view by itself. */
    HostTensor labels(String name, int views, int batch) {
        NpyArray array = array(name);
        expectKind(name, array, NpyType.Kind.INTEGER, "whole numbers");
        boolean perView = array.shape().equals(List.of(views, batch));
        if (!perView && !array.shape().equals(List.of(batch))) {
            throw error(name, "is " + array + ", expected [" + batch + "] or [" + views + ", " + batch + "]");
        }
        long[] given = array.longs();
        for (int i = 0; i < given.length; i++) {
            if (given[i] < 0 || given[i] > MOST_LABEL) {
                throw error(
                        name,
                        "holds " + given[i] + " at " + index(i, array.shape()) + ", expected 0 to " + MOST_LABEL
                                + "; numpy.unique(labels, return_inverse=True)[1] numbers them from 0");
            }
        }
        long[] rows = new long[views * batch];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = given[row % given.length];
        }
        return HostTensor.of(Shape.of(rows.length), rows);
    }

    /** With an index twice the loss would be no one's. */
    private void expectPermutation(String name, long[] indices) {
        boolean[] seen = new boolean[indices.length];
        for (long index : indices) {
            if (index < 0 || index >= indices.length || seen[(int) index]) {
                throw error(
                        name,
                        "is " + Arrays.toString(indices) + ", expected 0 to " + (indices.length - 1) + ", each once");
            }
            seen[(int) index] = true;
        }
    }
}
