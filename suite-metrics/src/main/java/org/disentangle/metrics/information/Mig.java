package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Codes;
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
 * The mutual information gap, in {@code 0..1}, higher is better: how much more the dimension that tells most about a factor tells
 * than the one that tells second most, in shares of the factor's entropy (Chen et al. 2018, eq. 6, in the form of
 * disentanglement_lib, which is what papers on fixed representations quote: plug-in mutual information of codes in 20 bins with the
 * factor, and the entropy of the sample). The original takes the information from the encoder's distribution, which frozen codes do not have.
 *
 * <p>All of it on the test rows. One score per factor and their mean; a continuous factor counts as many times as it has numbers, and
 * each is binned as the codes are, between the least and greatest training value. Constant codes score 0. Undefined for blocks of a
 * single dimension, and for factors with one value. Detail: {@code columns} behind the mean. Matrix: {@code mutual information},
 * in nats, {@code [dimension, factors]}.
 */
public final class Mig implements Metric<BinOptions> {
    public static final String NAME = "mig";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Mutual information gap between the two dimensions that tell most about each factor";
    }

    @Override
    public BinOptions defaults() {
        return BinOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.CHEN_2018, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(BinOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        List<FactorClasses> all = FactorClasses.of(input, options.bins());
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                if (block.test().dimension() < 2) {
                    input.findings()
                            .undefined(new Undefined(
                                    NAME, block.name(), "", "a block of one dimension has no second to compare with"));
                    continue;
                }
                List<FactorClasses> factors = FactorClasses.varying(all, List.of(NAME), block.name(), input);
                scores.addAll(score(block.test(), factors, options, input, threads));
            }
        }
        return scores;
    }

    private static List<Score> score(
            Codes codes, List<FactorClasses> factors, BinOptions options, ScoringInput input, Shards threads) {
        double[][] information = InformationMatrix.of(codes, options.bins(), factors, 0, threads);
        input.findings()
                .matrix(ScoreMatrix.of(
                        NAME,
                        "mutual information",
                        codes.block(),
                        ScoreMatrix.dimensions(codes.dimension()),
                        FactorClasses.columnNames(factors),
                        information));
        double[] gaps = new double[factors.size()];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = FactorScores.gap(information, k) / factors.get(k).entropy();
        }
        return FactorScores.of(
                NAME,
                codes.block(),
                factors.stream().map(FactorClasses::factor).toList(),
                gaps,
                codes.rows(),
                Map.of("columns", (double) gaps.length));
    }
}
