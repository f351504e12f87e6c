package org.disentangle.metrics.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Moments;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;

/**
 * The FactorVAE score (Kim and Mnih 2018, section 4), in {@code 0..1}, higher is better: of rows that share a factor's value, the dimension
 * that varies least in relation to its variance over all training rows votes for that factor. Each dimension stands for the factor that it
 * is voted for most often in batches of training rows; the score is the share of batches of test rows that vote for a dimension of their
 * factor. Guessing gives about one over the number of factors. It is 1 also where several dimensions stand for one factor, and asks nothing of what else they hold.
 *
 * <p>Settings are disentanglement_lib's but for the threshold, see {@link FactorVaeOptions}: it leaves out dimensions with a deviation below
 * 0.05, which codes without a scale of their own may all have. Since the vote is about a ratio of variances, nothing else depends on the scale. With no dimension left the score is 0.
 *
 * <p>The reference draws new samples; here rows are drawn again from those that have the value, all values alike, which needs data where
 * factors are independent to mean the same. Values with fewer than 10 rows are not drawn. Numbers of continuous factors count as factors and fall into 20 bins.
 * Draws come from the seed streams {@code metric/factor-vae/train} and {@code .../test}, the same for all blocks.
 *
 * <p>Undefined with fewer than two factors that have two values to draw. Details: {@code active} dimensions, {@code columns} that are drawn,
 * {@code train} (the score of the training votes), {@code values_left_out}. Matrix: {@code votes}, of the training rows, {@code [dimension, factors]}.
 */
public final class FactorVae implements Metric<FactorVaeOptions> {
    public static final String NAME = "factor-vae";
    private static final int VOTES_PER_SHARD = 128;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Whether the dimension that varies least tells which factor is held";
    }

    @Override
    public FactorVaeOptions defaults() {
        return FactorVaeOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.KIM_2018, Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(FactorVaeOptions options, ScoringInput input) {
        ValueIndex.Splits index = ValueIndex.of(input, options.bins());
        List<BlockCodes> blocks = BlockCodes.finite(input);
        if (index.columns() < 2) {
            index.undefined(NAME, blocks, input.findings());
            return List.of();
        }
        List<FactorColumn> all = FactorColumn.of(input);
        List<String> names = Arrays.stream(index.train().columns())
                .mapToObj(column -> all.get(column).name())
                .toList();
        ValueIndex.Draws train = index.train()
                .batches(options.trainVotes(), options.batch(), input.streams().stream("metric/" + NAME + "/train"));
        ValueIndex.Draws test = index.test()
                .batches(options.testVotes(), options.batch(), input.streams().stream("metric/" + NAME + "/test"));
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : blocks) {
                Standardization columns = Standardization.of(block.train());
                Votes votes = votes(block, columns, options.threshold(), names.size(), train, test, threads);
                List<String> dimensions = ScoreMatrix.dimensions(block.train().dimension());
                input.findings().matrix(ScoreMatrix.of(NAME, "votes", block.name(), dimensions, names, votes.counts()));
                Map<String, Double> details = Map.of(
                        "active", (double) votes.active(),
                        "columns", (double) index.columns(),
                        "train", votes.train(),
                        "values_left_out", (double) index.leftOut());
                scores.add(new Score(
                        NAME, block.name(), "", votes.test(), block.test().rows(), details));
            }
        }
        return scores;
    }

    /**
     * What was voted.
     *
     * @param counts {@code [dimension][factors]}, training votes
     * @param train the share of training votes for a dimension of their factor
     * @param test likewise of test votes
     */
    record Votes(double[][] counts, int active, double train, double test) {}

    static Votes votes(
            BlockCodes block,
            Standardization columns,
            double threshold,
            int factors,
            ValueIndex.Draws train,
            ValueIndex.Draws test,
            Shards threads) {
        Codes rows = block.train();
        double unbiased = rows.rows() / (rows.rows() - 1.0);
        double[] variances = Arrays.stream(Moments.variances(rows, Moments.means(rows)))
                .map(variance -> variance * unbiased)
                .toArray();
        int[] active = IntStream.range(0, variances.length)
                .filter(j -> !columns.constant(j) && Math.sqrt(variances[j]) >= threshold)
                .toArray();
        double[][] counts = new double[variances.length][factors];
        if (active.length == 0) {
            return new Votes(counts, 0, 0, 0);
        }
        int[] trained = winners(block.train(), active, variances, train, threads);
        for (int vote = 0; vote < trained.length; vote++) {
            counts[trained[vote]][train.columns()[vote]]++;
        }
        int[] standsFor = new int[variances.length];
        for (int j = 0; j < standsFor.length; j++) {
            for (int factor = 1; factor < factors; factor++) {
                if (counts[j][factor] > counts[j][standsFor[j]]) {
                    standsFor[j] = factor;
                }
            }
        }
        int[] tested = winners(block.test(), active, variances, test, threads);
        return new Votes(
                counts,
                active.length,
                accuracy(trained, standsFor, train.columns()),
                accuracy(tested, standsFor, test.columns()));
    }

    private static double accuracy(int[] winners, int[] standsFor, int[] factors) {
        int right = 0;
        for (int vote = 0; vote < winners.length; vote++) {
            right += standsFor[winners[vote]] == factors[vote] ? 1 : 0;
        }
        return (double) right / winners.length;
    }

    /** The dimension that each batch votes for: of equals the first. */
    private static int[] winners(
            Codes codes, int[] active, double[] variances, ValueIndex.Draws draws, Shards threads) {
        int votes = draws.columns().length;
        int batch = draws.rows().length / votes;
        int d = codes.dimension();
        int[] winners = new int[votes];
        threads.run((votes + VOTES_PER_SHARD - 1) / VOTES_PER_SHARD, (shard, worker) -> {
            double[] mean = new double[d];
            double[] squares = new double[d];
            for (int vote = shard * VOTES_PER_SHARD; vote < Math.min(votes, (shard + 1) * VOTES_PER_SHARD); vote++) {
                Arrays.fill(mean, 0);
                Arrays.fill(squares, 0);
                for (int i = 0; i < batch; i++) {
                    int offset = draws.rows()[vote * batch + i] * d;
                    for (int j = 0; j < d; j++) {
                        mean[j] += codes.values()[offset + j];
                    }
                }
                for (int j = 0; j < d; j++) {
                    mean[j] /= batch;
                }
                for (int i = 0; i < batch; i++) {
                    int offset = draws.rows()[vote * batch + i] * d;
                    for (int j = 0; j < d; j++) {
                        double off = codes.values()[offset + j] - mean[j];
                        squares[j] += off * off;
                    }
                }
                int winner = active[0];
                for (int j : active) {
                    if (squares[j] / variances[j] < squares[winner] / variances[winner]) {
                        winner = j;
                    }
                }
                winners[vote] = winner;
            }
        });
        return winners;
    }
}
