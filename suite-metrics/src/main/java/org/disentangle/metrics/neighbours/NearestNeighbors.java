package org.disentangle.metrics.neighbours;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.Shards;

/**
 * Test accuracy in {@code 0..1} of the weighted vote of the k training rows with the largest cosine (Wu et al. 2018), for each
 * factor on each block. Codes are scaled to unit length and not standardised.
 *
 * <p>Details of a score: {@code chance}, {@code majority} (share of the most frequent class among the test rows), {@code
 * train_rows}, {@code k} that voted, and the accuracies of two plain votes: {@code plain} of the same k rows with one vote
 * each, {@code nearest} of the nearest row alone.
 */
public final class NearestNeighbors implements Metric<NearestNeighborOptions> {
    public static final String NAME = "knn";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Test accuracy of the cosine-weighted vote of the k nearest training codes, per block and factor";
    }

    @Override
    public NearestNeighborOptions defaults() {
        return NearestNeighborOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.WU_2018);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(NearestNeighborOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.of(input)) {
                scores.addAll(score(options, input, block, threads));
            }
        }
        return scores;
    }

    private static List<Score> score(
            NearestNeighborOptions options, ScoringInput input, BlockCodes block, Shards threads) {
        CosineSearch search = new CosineSearch(block.train(), options.k(), threads);
        List<Votes> votes = new ArrayList<>();
        for (Factor factor : input.factors()) {
            votes.add(new Votes(
                    ClassLabels.of(factor, input.trainLabels()),
                    options,
                    block.test().rows()));
        }
        search.search(block.test(), (query, rows, cosines) -> votes.forEach(vote -> vote.cast(query, rows, cosines)));
        List<Score> scores = new ArrayList<>();
        for (int f = 0; f < votes.size(); f++) {
            ClassLabels labels = ClassLabels.of(input.factors().get(f), input.testLabels());
            Votes vote = votes.get(f);
            Map<String, Double> details = Map.of(
                    "chance",
                    1.0 / labels.cardinality(),
                    "majority",
                    labels.majorityRate(),
                    "train_rows",
                    (double) block.train().rows(),
                    "k",
                    (double) search.k(),
                    "plain",
                    labels.accuracy(vote.plain),
                    "nearest",
                    labels.accuracy(vote.nearest));
            input.findings().predicted(NAME, block.name(), labels.factor(), vote.weighted);
            scores.add(new Score(
                    NAME, block.name(), labels.factor(), labels.accuracy(vote.weighted), labels.rows(), details));
        }
        return scores;
    }

    /** Answers for one factor; each query writes its own place. */
    private static final class Votes {
        final ClassLabels bank;
        final NearestNeighborOptions options;
        final int[] weighted;
        final int[] plain;
        final int[] nearest;

        Votes(ClassLabels bank, NearestNeighborOptions options, int queries) {
            this.bank = bank;
            this.options = options;
            this.weighted = new int[queries];
            this.plain = new int[queries];
            this.nearest = new int[queries];
        }

        void cast(int query, int[] rows, double[] cosines) {
            weighted[query] = NeighborVote.weighted(rows, cosines, bank, options.temperature());
            plain[query] = NeighborVote.plain(rows, bank, options.k());
            nearest[query] = NeighborVote.plain(rows, bank, 1);
        }
    }
}
