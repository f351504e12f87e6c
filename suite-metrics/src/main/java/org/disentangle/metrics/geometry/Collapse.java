package org.disentangle.metrics.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.matrix.Moments;
import org.disentangle.metrics.matrix.SymmetricEigen;

/**
 * Whether a block's codes have collapsed, from the test rows alone; no factor takes part.
 *
 * <ul>
 *   <li>{@code collapse/effective-rank}: {@code exp(-sum p log p)} with p the singular values of the centred codes divided by their sum
 *       (Roy and Vetterli 2007). The singular values, not their squares. From 1 to the dimension.
 *   <li>{@code collapse/participation-ratio}: {@code (sum l)^2 / sum l^2} with l the squares of those singular values, the variances
 *       along principal axes. From 1 to the dimension, and never above the effective rank by much: squares weigh the large ones more.
 *   <li>{@code collapse/dead-dimensions}: how many dimensions are dead, as {@link CollapseOptions#dead} says.
 *   <li>{@code collapse/mean-deviation}: the mean over dimensions of the population deviation, in the codes' own units.
 * </ul>
 *
 * <p>Singular values below 1e-6 of the largest count as 0: in float32 codes they are rounding. Where every dimension is dead
 * there are no ranks, and the findings say so. All are descriptions: noise has the highest rank there is.
 */
public final class Collapse implements Metric<CollapseOptions> {
    public static final String NAME = "collapse";

    /** Of variances; the square of 1e-6. */
    private static final double CUTOFF = 1e-12;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Effective rank, participation ratio, dead dimensions and mean deviation of each block's codes";
    }

    @Override
    public CollapseOptions defaults() {
        return CollapseOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.ROY_2007);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public List<Score> score(CollapseOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        for (BlockCodes block : BlockCodes.finite(input)) {
            score(options, block.test(), input, scores);
        }
        return scores;
    }

    private static void score(CollapseOptions options, Codes codes, ScoringInput input, List<Score> scores) {
        String block = codes.block();
        if (codes.values().length == 0) {
            for (String what : List.of("effective-rank", "participation-ratio", "dead-dimensions", "mean-deviation")) {
                input.findings().undefined(new Undefined(NAME + "/" + what, block, "", "there are no codes"));
            }
            return;
        }
        double[] means = Moments.means(codes);
        double[] deviations = Moments.deviations(codes, means);
        double least = options.dead() * Moments.rootMeanSquare(codes);
        long dead = Arrays.stream(deviations).filter(value -> value <= least).count();
        if (dead == codes.dimension()) {
            String reason = "every dimension is dead";
            input.findings().undefined(new Undefined(NAME + "/effective-rank", block, "", reason));
            input.findings().undefined(new Undefined(NAME + "/participation-ratio", block, "", reason));
        } else {
            double[] variances = variances(codes, means, deviations);
            scores.add(score("effective-rank", codes, effectiveRank(variances)));
            scores.add(score("participation-ratio", codes, participationRatio(variances)));
        }
        scores.add(score("dead-dimensions", codes, dead));
        scores.add(score(
                "mean-deviation", codes, Arrays.stream(deviations).average().orElseThrow()));
    }

    private static Score score(String what, Codes codes, double value) {
        return new Score(NAME + "/" + what, codes.block(), "", value, codes.rows(), Map.of("dimension", (double)
                codes.dimension()));
    }

    /** Along principal axes, in units of the greatest second moment; what is rounding is 0. */
    private static double[] variances(Codes codes, double[] means, double[] deviations) {
        // Very small and very large codes have squares that a double cannot hold twice over.
        double unit = 1 / Arrays.stream(deviations).max().orElseThrow();
        double[] scale = new double[codes.dimension()];
        Arrays.fill(scale, unit);
        double[][] moments = Moments.products(codes, means, scale, codes, means, scale);
        double[] values = SymmetricEigen.of(moments).values();
        double cutoff = CUTOFF * Arrays.stream(values).max().orElseThrow();
        return Arrays.stream(values).map(value -> value > cutoff ? value : 0).toArray();
    }

    static double effectiveRank(double[] variances) {
        double sum = Arrays.stream(variances).map(Math::sqrt).sum();
        double entropy = 0;
        for (double variance : variances) {
            if (variance > 0) {
                double share = Math.sqrt(variance) / sum;
                entropy -= share * Math.log(share);
            }
        }
        return Math.exp(entropy);
    }

    static double participationRatio(double[] variances) {
        double sum = Arrays.stream(variances).sum();
        return sum * sum / Arrays.stream(variances).map(value -> value * value).sum();
    }
}
