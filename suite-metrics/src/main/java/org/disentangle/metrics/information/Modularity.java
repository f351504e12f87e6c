package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.matrix.Shards;

/**
 * Whether each dimension tells about one factor alone, in {@code 0..1} (Ridgeway and Mozer 2018, section 3): {@code 1 - (sum_j I_ij^2 -
 * max_j I_ij^2) / ((K - 1) max_j I_ij^2)} of dimension i, with mutual information I of binned codes and factors as in {@link Mig} and K
 * factors, averaged over dimensions. A dimension that tells about nothing counts as 0, as in disentanglement_lib. It does not ask
 * whether a factor is told at all, nor by how many dimensions.
 *
 * <p>In the form {@code deviation} the score is {@code modularity/deviation}, one less the above, lower is better.
 *
 * <p>On the test rows. Each number of a continuous factor counts as a factor. Factors with one value are left out; undefined if fewer than two are left. Details: {@code columns} (K), {@code
 * silent} dimensions without any information. Matrix: {@code mutual information}, in nats, {@code [dimension, factors]}.
 */
public final class Modularity implements Metric<ModularityOptions> {
    public static final String NAME = "modularity";
    static final String DEVIATION = NAME + "/deviation";
    /** In the original code, of the joint distribution. */
    private static final double LEAST_SHARE = 1e-4;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Whether each dimension tells about one factor alone";
    }

    @Override
    public ModularityOptions defaults() {
        return ModularityOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.RIDGEWAY_2018, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public Direction direction(String score) {
        return score.equals(DEVIATION) ? Direction.LOWER_IS_BETTER : direction();
    }

    @Override
    public List<Score> score(ModularityOptions options, ScoringInput input) {
        boolean deviation = options.form() == ModularityOptions.Form.DEVIATION;
        String name = deviation ? DEVIATION : NAME;
        List<Score> scores = new ArrayList<>();
        List<FactorClasses> all = FactorClasses.of(input, options.bins());
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                List<FactorClasses> factors = FactorClasses.varying(all, List.of(name), block.name(), input);
                if (factors.size() < 2) {
                    input.findings()
                            .undefined(new Undefined(
                                    name, block.name(), "", "it compares factors, and fewer than two vary"));
                    continue;
                }
                double[][] information = InformationMatrix.of(
                        block.test(), options.bins(), factors, deviation ? LEAST_SHARE : 0, threads);
                input.findings()
                        .matrix(ScoreMatrix.of(
                                NAME,
                                "mutual information",
                                block.name(),
                                ScoreMatrix.dimensions(block.test().dimension()),
                                FactorClasses.columnNames(factors),
                                information));
                double modularity = modularity(information);
                long silent = Arrays.stream(information)
                        .filter(row -> Arrays.stream(row).max().orElse(0) <= 0)
                        .count();
                scores.add(new Score(
                        name,
                        block.name(),
                        "",
                        deviation ? 1 - modularity : modularity,
                        block.test().rows(),
                        Map.of("columns", (double) factors.size(), "silent", (double) silent)));
            }
        }
        return scores;
    }

    /** @param information {@code [dimensions][factors]}, at least two factors */
    static double modularity(double[][] information) {
        double sum = 0;
        for (double[] row : information) {
            double largest = 0;
            double squares = 0;
            for (double value : row) {
                largest = Math.max(largest, value * value);
                squares += value * value;
            }
            if (largest > 0) {
                sum += 1 - (squares - largest) / (largest * (row.length - 1));
            }
        }
        return sum / information.length;
    }
}
