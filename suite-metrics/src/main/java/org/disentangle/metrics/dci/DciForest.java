package org.disentangle.metrics.dci;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.tree.ForestOptions;
import org.disentangle.metrics.tree.RandomForest;
import org.disentangle.metrics.tree.Target;

/**
 * DCI with random forests on standardised codes (Eastwood and Williams 2018): 10 trees, the depth chosen for each factor on a tenth of
 * the training rows. Scores as in {@link DciMetric}. They regress on every factor; here that is so for numbers, and categorical
 * factors are classified. Rows are drawn from the trial's streams, so the scores depend on the seed.
 */
public final class DciForest extends DciMetric<DciForestOptions> {
    public static final String NAME = "dci-forest";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Disentanglement, completeness and informativeness by importances of random forests, per block";
    }

    @Override
    public DciForestOptions defaults() {
        return DciForestOptions.DEFAULT;
    }

    @Override
    public List<Score> score(DciForestOptions options, ScoringInput input) {
        try (Shards threads = new Shards(input.threads())) {
            return new Dci(NAME, options.completeness(), false, input)
                    .score(
                            (codes, factors) -> explain(options.forest(), codes, factors, input.streams(), threads),
                            options.widest(),
                            options.trainRows());
        }
    }

    private static Explained explain(
            ForestOptions options, BlockCodes block, List<FactorColumn> factors, SeedStreams streams, Shards threads) {
        Standardization columns = Standardization.of(block.train());
        Codes train = standardized(block.train(), columns);
        Codes test = standardized(block.test(), columns);
        int[] order = SeedStreams.permutation(train.rows(), streams.stream("metric/" + NAME + "/held out"));
        int held = Math.max(1, (int) (options.heldOut() * train.rows()));
        int[] last = sorted(order, 0, held);
        int[] first = held < order.length ? sorted(order, held, order.length) : last;
        List<RandomForest> forests = RandomForest.fit(
                train.select(first),
                factors.stream()
                        .map(factor -> Target.of(factor.trainedOn(first)))
                        .toList(),
                train.select(last),
                factors.stream().map(factor -> factor.trainedOn(last).train()).toList(),
                options,
                tree -> streams.stream("metric/" + NAME + "/bootstrap/" + block.name(), tree),
                threads);
        return Explained.of(forests.stream()
                .map(forest ->
                        new Explained.Factor(forest.importances(), forest.predict(test), forest.predict(train), true))
                .toList());
    }

    private static int[] sorted(int[] order, int from, int to) {
        return IntStream.of(Arrays.copyOfRange(order, from, to)).sorted().toArray();
    }

    private static Codes standardized(Codes codes, Standardization columns) {
        int d = codes.dimension();
        float[] values = new float[codes.values().length];
        double[] row = new double[d];
        for (int i = 0; i < codes.rows(); i++) {
            columns.read(codes.values(), i * d, row);
            for (int j = 0; j < d; j++) {
                values[i * d + j] = (float) row[j];
            }
        }
        return new Codes(codes.block(), values, codes.rows(), d);
    }
}
