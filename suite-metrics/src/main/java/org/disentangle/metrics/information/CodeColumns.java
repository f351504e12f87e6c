package org.disentangle.metrics.information;

import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.EqualWidthBins;
import org.disentangle.metrics.matrix.Shards;

/** Single dimensions of codes. */
final class CodeColumns {
    private CodeColumns() {}

    /** {@code [rows]}, in double precision. */
    static double[] column(Codes codes, int dimension) {
        float[] values = codes.values();
        double[] column = new double[codes.rows()];
        for (int row = 0, at = dimension; row < column.length; row++, at += codes.dimension()) {
            column[row] = values[at];
        }
        return column;
    }

    /** {@code [dimension][rows]}: each dimension's values in bins of equal width between its own least and greatest value. */
    static int[][] binned(Codes codes, int bins, Shards threads) {
        int[][] binned = new int[codes.dimension()][];
        threads.run(codes.dimension(), (dimension, worker) -> {
            double[] column = column(codes, dimension);
            binned[dimension] = EqualWidthBins.of(column, bins).of(column);
        });
        return binned;
    }
}
