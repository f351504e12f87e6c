package org.disentangle.runner.score;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpyType;
import org.disentangle.datasets.npz.NpzLimits;
import org.disentangle.runner.array.ArrayFile;

/** Codes and factors that a user saved: {@code codes} {@code [n, dim]} and {@code factors} {@code [n]} or {@code [n, factors]}. */
final class CodesFile extends ArrayFile {
    static final String CODES = "codes";
    static final String FACTORS = "factors";

    private static final NpzLimits LIMITS = new NpzLimits(8L << 30, 16L << 30);

    CodesFile(Path path) {
        super(path, LIMITS);
    }

    /**
     * What the file holds.
     *
     * @param codes {@code [rows, dimension]}
     * @param factors {@code [rows, columns]}
     * @param whole whether the factors are whole numbers by their type
     */
    record Table(float[] codes, int rows, int dimension, double[] factors, int columns, boolean whole) {}

    Table read() {
        for (String name : List.of(CODES, FACTORS)) {
            if (!has(name)) {
                throw error("has no array '" + name + "', only " + names()
                        + ". numpy.savez(file, codes=codes, factors=factors) writes both");
            }
        }
        NpyArray codes = array(CODES);
        expectKind(CODES, codes, NpyType.Kind.REAL, "[n, dim], float32 or float64");
        if (codes.shape().size() != 2 || codes.shape().contains(0)) {
            throw error(CODES, "is " + codes + ", expected [n, dim] with neither 0");
        }
        expectFinite(CODES, codes);
        int rows = codes.shape().get(0);
        NpyArray factors = array(FACTORS);
        boolean vector = factors.shape().size() == 1;
        if ((!vector && factors.shape().size() != 2) || factors.shape().contains(0)) {
            throw error(FACTORS, "is " + factors + ", expected [n, factors] or, for one factor, [n]");
        }
        if (factors.shape().get(0) != rows) {
            throw error(
                    FACTORS,
                    "has " + factors.shape().get(0) + " rows, but 'codes' has " + rows
                            + ": a row of factors for each row of codes");
        }
        boolean whole = factors.type().kind() == NpyType.Kind.INTEGER;
        if (!whole && factors.type().kind() != NpyType.Kind.REAL) {
            throw error(
                    FACTORS, "is " + factors + ", expected whole or real numbers; astype(int) makes some of booleans");
        }
        if (!whole) {
            expectFinite(FACTORS, factors);
        }
        double[] values =
                whole ? Arrays.stream(factors.longs()).asDoubleStream().toArray() : factors.doubles();
        return new Table(
                codes.floats(),
                rows,
                codes.shape().get(1),
                values,
                vector ? 1 : factors.shape().get(1),
                whole);
    }

    /** @throws UserError if another file's table does not fit to this one's */
    void expectLike(Table train, Table test) {
        if (train.dimension() != test.dimension() || train.columns() != test.columns()) {
            throw error("has codes of " + test.dimension() + " numbers and " + test.columns()
                    + " factors; the training file has " + train.dimension() + " and " + train.columns());
        }
    }
}
