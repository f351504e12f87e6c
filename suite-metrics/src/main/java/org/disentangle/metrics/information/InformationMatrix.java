package org.disentangle.metrics.information;

import java.util.List;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.partition.Contingency;

/** Mutual information, in nats, of binned dimensions of codes and factors: plug-in estimates from counts, without correction of their bias. */
final class InformationMatrix {
    private InformationMatrix() {}

    /**
     * {@code [dimension][factors]}.
     *
     * @param leastShare pairs of a bin and a value that make up less of all rows are passed over; 0 for none
     */
    static double[][] of(Codes codes, int bins, List<FactorClasses> factors, double leastShare, Shards threads) {
        int[][] binned = CodeColumns.binned(codes, bins, threads);
        double[][] information = new double[codes.dimension()][factors.size()];
        threads.run(codes.dimension(), (dimension, worker) -> {
            for (int factor = 0; factor < factors.size(); factor++) {
                information[dimension][factor] =
                        new Contingency(binned[dimension], factors.get(factor).values()).information(leastShare);
            }
        });
        return information;
    }
}
