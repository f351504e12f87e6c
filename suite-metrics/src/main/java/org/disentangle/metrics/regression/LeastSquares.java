package org.disentangle.metrics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.RowBlock;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.matrix.SymmetricEigen;

/**
 * Ordinary least squares with intercept, on codes and targets standardised by the training rows. Where columns are dependent it takes the
 * solution of least norm: directions of the Gram matrix with an eigenvalue below {@value #CUTOFF} of the largest (which float32
 * codes hold no information about) are left out. The decomposition is made once for all targets.
 */
public final class LeastSquares {
    private static final double CUTOFF = 1e-11;

    private final Codes train;
    private final Standardization columns;
    private final List<Direction> directions = new ArrayList<>();

    /** An eigenvector of the Gram matrix that is not left out. */
    private record Direction(double[] vector, double eigenvalue) {}

    /** @param train the codes of all fits */
    public LeastSquares(Codes train) {
        this.train = train;
        columns = Standardization.of(train);
        int d = train.dimension();
        double[][] gram = new double[d][d];
        forEachBlock(
                (block, from) -> DenseProduct.addProduct(gram, block.byColumn(), block.byRow(), d, block.rows(), d));
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        double[] values = eigen.values();
        double least = CUTOFF * Arrays.stream(values).max().orElse(0);
        for (int e = 0; e < d; e++) {
            if (values[e] > least) {
                directions.add(new Direction(eigen.vector(e), values[e]));
            }
        }
    }

    private void forEachBlock(ObjIntConsumer<RowBlock> use) {
        int d = train.dimension();
        RowBlock block = new RowBlock(d);
        int step = RowBlock.rowsPerBlock(d);
        for (int from = 0; from < train.rows(); from += step) {
            block.load(train, columns, from, Math.min(train.rows(), from + step));
            use.accept(block, from);
        }
    }

    /** A regression of {@code count} targets, {@code [rows, count]} row by row. */
    public Fit fit(float[] targets, int count) {
        int d = train.dimension();
        double[] means = means(targets, count);
        double[][] moments = new double[d][count];
        double[][] centred = new double[RowBlock.rowsPerBlock(d)][count];
        forEachBlock((block, from) -> {
            for (int i = 0; i < block.rows(); i++) {
                for (int k = 0; k < count; k++) {
                    centred[i][k] = targets[(from + i) * count + k] - means[k];
                }
            }
            DenseProduct.addProduct(moments, block.byColumn(), centred, d, block.rows(), count);
        });
        double[][] weights = new double[d][count];
        for (Direction direction : directions) {
            double[] vector = direction.vector();
            for (int k = 0; k < count; k++) {
                double along = 0;
                for (int j = 0; j < d; j++) {
                    along += vector[j] * moments[j][k];
                }
                for (int j = 0; j < d; j++) {
                    weights[j][k] += along / direction.eigenvalue() * vector[j];
                }
            }
        }
        return new Fit(weights, means);
    }

    private static double[] means(float[] targets, int count) {
        double[] means = new double[count];
        for (int i = 0; i < targets.length; i++) {
            means[i % count] += targets[i];
        }
        for (int k = 0; k < count; k++) {
            means[k] /= targets.length / count;
        }
        return means;
    }

    /** How many independent directions the training codes have. */
    public int rank() {
        return directions.size();
    }

    /** A regression of some targets. */
    public final class Fit {
        /** {@code [dimension][targets]}, for standardised codes and targets in their own units. */
        private final double[][] weights;

        private final double[] intercepts;

        private Fit(double[][] weights, double[] intercepts) {
            this.weights = weights;
            this.intercepts = intercepts;
        }

        /**
         * {@link Determination} of each target; NaN where it does not vary.
         *
         * @param targets {@code [rows, count]}, row by row
         */
        public double[] determination(Codes codes, float[] targets) {
            int count = intercepts.length;
            double[][] wanted = new double[count][codes.rows()];
            double[][] predicted = new double[count][codes.rows()];
            double[] row = new double[codes.dimension()];
            for (int i = 0; i < codes.rows(); i++) {
                columns.read(codes.values(), i * codes.dimension(), row);
                for (int k = 0; k < count; k++) {
                    wanted[k][i] = targets[i * count + k];
                    double sum = intercepts[k];
                    for (int j = 0; j < row.length; j++) {
                        sum += weights[j][k] * row[j];
                    }
                    predicted[k][i] = sum;
                }
            }
            double[] determination = new double[count];
            for (int k = 0; k < count; k++) {
                determination[k] = Determination.of(wanted[k], predicted[k]);
            }
            return determination;
        }
    }
}
