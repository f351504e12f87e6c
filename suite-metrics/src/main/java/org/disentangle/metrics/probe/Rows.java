package org.disentangle.metrics.probe;

import java.util.Arrays;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.ClassLabels;

/** Some rows of codes and labels. */
final class Rows {
    private Rows() {}

    static Codes of(Codes codes, int[] rows) {
        int dimension = codes.dimension();
        float[] values = new float[rows.length * dimension];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(codes.values(), rows[i] * dimension, values, i * dimension, dimension);
        }
        return new Codes(codes.block(), values, rows.length, dimension);
    }

    static ClassLabels of(ClassLabels labels, int[] rows) {
        return new ClassLabels(
                labels.factor(),
                Arrays.stream(rows).map(row -> labels.values()[row]).toArray(),
                labels.cardinality());
    }
}
