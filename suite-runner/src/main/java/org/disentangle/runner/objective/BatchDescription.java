package org.disentangle.runner.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.Shape;

/** A user's batch as the data set that a method wants to be told of. */
final class BatchDescription {
    /** Every method here works with two shared factors or does not ask. */
    private static final int LEAST_FACTORS = 2;

    private static final int LEAST_VALUES = 2;

    private BatchDescription() {}

    /** A batch of which nothing but its size is known; what is missing is found when its arrays are read. */
    static DataSetDescription unknown(int views, int groups) {
        return of("batch", views, groups, LEAST_VALUES, List.of());
    }

    /**
     * @param jointCardinality the greatest joint label and one; at least two are assumed
     * @param cardinalities the same for each shared factor; two factors are assumed at least
     */
    static DataSetDescription of(
            String name, int views, int groups, int jointCardinality, List<Integer> cardinalities) {
        List<Factor> factors = new ArrayList<>();
        for (int i = 0; i < Math.max(LEAST_FACTORS, cardinalities.size()); i++) {
            int values = Math.max(LEAST_VALUES, i < cardinalities.size() ? cardinalities.get(i) : 0);
            factors.add(new Factor(
                    String.valueOf(i),
                    "shared factor " + i,
                    IntStream.range(0, values).mapToObj(String::valueOf).toList()));
        }
        return new DataSetDescription(
                name,
                Shape.of(1),
                factors,
                factors.stream().map(Factor::name).toList(),
                Map.of(Split.TRAIN, groups),
                views,
                Math.max(LEAST_VALUES, jointCardinality),
                "");
    }
}
