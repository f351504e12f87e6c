package org.disentangle.datasets;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Split;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** What tests of data sets have in common. */
public final class TinyScenes {

    private TinyScenes() {}

    /** The first rows of a split, rendered by the reference interpreter. */
    public static ReferenceTensor render(DataSet data, Split split, int rows) {
        ProgramBuilder builder = new ProgramBuilder("scene");
        Map<String, ReferenceTensor> inputs = new HashMap<>();
        Map<String, Tensor> pools = new LinkedHashMap<>();
        data.pools(split).forEach((name, pool) -> {
            pools.put(name, builder.input(name, pool.type(), pool.shape()));
            inputs.put(name, ReferenceTensor.of(pool));
        });
        Map<String, Tensor> sources = new LinkedHashMap<>();
        data.samples(split).sources().forEach((name, column) -> {
            sources.put(name, builder.input(name, DataSet.SOURCE_TYPE, Shape.of(rows)));
            inputs.put(name, ReferenceTensor.of(HostTensor.indices(Arrays.copyOf(column, rows))));
        });
        builder.output("images", data.scene(pools, sources));
        return ReferenceInterpreter.run(builder.build(), inputs).output("images");
    }

    /** Pearson's statistic of a table of two columns of labels, against independence with the margins seen. */
    public static double chiSquare(int[] first, int firstValues, int[] second, int secondValues) {
        double[][] counts = new double[firstValues][secondValues];
        double[] rows = new double[firstValues];
        double[] columns = new double[secondValues];
        for (int i = 0; i < first.length; i++) {
            counts[first[i]][second[i]]++;
            rows[first[i]]++;
            columns[second[i]]++;
        }
        double statistic = 0;
        for (int row = 0; row < firstValues; row++) {
            for (int column = 0; column < secondValues; column++) {
                double expected = rows[row] * columns[column] / first.length;
                double miss = counts[row][column] - expected;
                statistic += miss * miss / expected;
            }
        }
        return statistic;
    }
}
