package org.disentangle.metrics.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.matrix.Moments;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.matrix.SymmetricEigen;
import org.disentangle.metrics.regression.LeastSquares;

/**
 * What the parts of a whole share. Each score is about a whole, for all factors, and is the mean over the pairs of its parts; details give each
 * pair ({@code z0~z1}) and the {@code largest}.
 *
 * <ul>
 *   <li>{@code redundancy/cca}: mean canonical correlation of two parts on the test rows, in {@code 0..1}: the mean of the singular values of
 *       {@code (Cxx + ridge)^-1/2 Cxy (Cyy + ridge)^-1/2}, C the correlations of columns that vary, over as many as the smaller part
 *       has such columns (Hotelling 1936, with the ridge of Vinod 1976). In-sample: with few rows for many columns it is above 0 for
 *       parts that share nothing.
 *   <li>{@code redundancy/cka}: linear centred kernel alignment on the test rows, in {@code 0..1}: {@code |Cxy|^2 / (|Cxx| |Cyy|)} with covariances
 *       and Frobenius norms (Kornblith et al. 2019). Directions count by their variance.
 *   <li>{@code redundancy/r2}: how much of each dimension of one part ordinary least squares reads from the other, fitted on the training rows and
 *       scored on the test rows; the mean over dimensions that vary, then over both directions. At most 1; details give both
 *       ({@code z0>z1} predicts z1).
 * </ul>
 *
 * <p>A pair with a part that does not vary has none of them. Lower is better, but parts that hold nothing share nothing as well: read it
 * beside the probes.
 */
public final class Redundancy implements Metric<RedundancyOptions> {
    public static final String NAME = "redundancy";
    public static final String R2 = NAME + "/r2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Canonical correlation, linear CKA and cross-prediction between the parts of each whole";
    }

    @Override
    public RedundancyOptions defaults() {
        return RedundancyOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.HOTELLING_1936, Citations.VINOD_1976, Citations.KORNBLITH_2019);
    }

    @Override
    public Direction direction() {
        return Direction.LOWER_IS_BETTER;
    }

    @Override
    public List<Score> score(RedundancyOptions options, ScoringInput input) {
        Map<String, BlockCodes> blocks = new LinkedHashMap<>();
        for (BlockCodes block : BlockCodes.finite(input)) {
            blocks.put(block.name(), block);
        }
        List<Score> scores = new ArrayList<>();
        input.parts().forEach((whole, parts) -> {
            if (parts.size() >= 2) {
                scores.addAll(score(options, input, whole, parts, blocks));
            }
        });
        return scores;
    }

    private static List<Score> score(
            RedundancyOptions options,
            ScoringInput input,
            String whole,
            List<String> parts,
            Map<String, BlockCodes> blocks) {
        Map<String, Double> cca = new TreeMap<>();
        Map<String, Double> cka = new TreeMap<>();
        Map<String, Double> r2 = new TreeMap<>();
        Map<String, Double> directions = new TreeMap<>();
        List<BlockCodes> codes = parts.stream()
                .map(part -> Objects.requireNonNull(blocks.get(part), part))
                .toList();
        int rows = codes.get(0).test().rows();
        for (int i = 0; i < codes.size(); i++) {
            for (int j = i + 1; j < codes.size(); j++) {
                BlockCodes first = codes.get(i);
                BlockCodes second = codes.get(j);
                Side x = Side.of(first.test());
                Side y = Side.of(second.test());
                if (x.live() == 0 || y.live() == 0) {
                    continue;
                }
                String pair = first.name() + "~" + second.name();
                cca.put(pair, canonical(x, y, options.ridge()));
                cka.put(pair, alignment(x, y));
                OptionalDouble forth = predicted(first, second, y);
                OptionalDouble back = predicted(second, first, x);
                if (forth.isPresent() && back.isPresent()) {
                    r2.put(pair, (forth.getAsDouble() + back.getAsDouble()) / 2);
                    directions.put(first.name() + ">" + second.name(), forth.getAsDouble());
                    directions.put(second.name() + ">" + first.name(), back.getAsDouble());
                }
            }
        }
        List<Score> scores = new ArrayList<>();
        add(scores, input, whole, NAME + "/cca", cca, Map.of(), rows);
        add(scores, input, whole, NAME + "/cka", cka, Map.of(), rows);
        add(scores, input, whole, R2, r2, directions, rows);
        return scores;
    }

    private static void add(
            List<Score> scores,
            ScoringInput input,
            String whole,
            String name,
            Map<String, Double> pairs,
            Map<String, Double> more,
            int rows) {
        if (pairs.isEmpty()) {
            input.findings().undefined(new Undefined(name, whole, "", "no two of its parts vary"));
            return;
        }
        double[] values =
                pairs.values().stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, Double> details = new TreeMap<>(pairs);
        details.putAll(more);
        details.put("largest", Arrays.stream(values).max().orElseThrow());
        scores.add(new Score(name, whole, "", Arrays.stream(values).average().orElseThrow(), rows, details));
    }

    /** One part's test codes, their statistics, and which columns vary (by their scale, 0 where they do not). */
    private record Side(Codes codes, double[] means, double[] deviations, double[] scale) {
        static Side of(Codes codes) {
            double[] means = Moments.means(codes);
            double[] deviations = Moments.deviations(codes, means);
            double[] scale = new double[means.length];
            for (int j = 0; j < scale.length; j++) {
                double rootMeanSquare = Math.sqrt(means[j] * means[j] + deviations[j] * deviations[j]);
                scale[j] = deviations[j] > Standardization.CONSTANT * rootMeanSquare ? 1 / deviations[j] : 0;
            }
            return new Side(codes, means, deviations, scale);
        }

        int live() {
            return (int) Arrays.stream(scale).filter(value -> value > 0).count();
        }

        /** One scale for all columns, so that squares neither vanish nor overflow. */
        double[] common() {
            double[] same = new double[scale.length];
            double unit = 1 / Arrays.stream(deviations).max().orElseThrow();
            for (int j = 0; j < same.length; j++) {
                same[j] = scale[j] > 0 ? unit : 0;
            }
            return same;
        }
    }

    private static double canonical(Side x, Side y, double ridge) {
        RealMatrix xx = whitening(Moments.products(x.codes, x.means, x.scale, x.codes, x.means, x.scale), ridge);
        RealMatrix yy = whitening(Moments.products(y.codes, y.means, y.scale, y.codes, y.means, y.scale), ridge);
        RealMatrix xy =
                new Array2DRowRealMatrix(Moments.products(x.codes, x.means, x.scale, y.codes, y.means, y.scale), false);
        RealMatrix between = xx.multiply(xy).multiply(yy);
        RealMatrix squared = between.getRowDimension() <= between.getColumnDimension()
                ? between.multiply(between.transpose())
                : between.transpose().multiply(between);
        double sum = Arrays.stream(SymmetricEigen.of(squared.getData()).values())
                .map(value -> Math.sqrt(Math.max(0, value)))
                .sum();
        return sum / Math.min(x.live(), y.live());
    }

    /** {@code (C + ridge)^-1/2} */
    private static RealMatrix whitening(double[][] correlations, double ridge) {
        for (int j = 0; j < correlations.length; j++) {
            correlations[j][j] += ridge;
        }
        SymmetricEigen eigen = SymmetricEigen.of(correlations);
        double[] values = eigen.values();
        RealMatrix vectors = new Array2DRowRealMatrix(correlations.length, correlations.length);
        RealMatrix scaled = new Array2DRowRealMatrix(correlations.length, correlations.length);
        for (int j = 0; j < correlations.length; j++) {
            double[] vector = eigen.vector(j);
            double factor = 1 / Math.sqrt(Math.max(ridge, values[j]));
            for (int i = 0; i < correlations.length; i++) {
                vectors.setEntry(i, j, vector[i]);
                scaled.setEntry(i, j, factor * vector[i]);
            }
        }
        return scaled.multiply(vectors.transpose());
    }

    private static double alignment(Side x, Side y) {
        double[] xScale = x.common();
        double[] yScale = y.common();
        double between = squares(Moments.products(x.codes, x.means, xScale, y.codes, y.means, yScale));
        double within = squares(Moments.products(x.codes, x.means, xScale, x.codes, x.means, xScale));
        double other = squares(Moments.products(y.codes, y.means, yScale, y.codes, y.means, yScale));
        return Math.min(1, between / Math.sqrt(within * other));
    }

    private static double squares(double[][] matrix) {
        return Arrays.stream(matrix)
                .flatMapToDouble(Arrays::stream)
                .map(value -> value * value)
                .sum();
    }

    /** Mean R^2 of the target's dimensions that vary among the test rows. */
    private static OptionalDouble predicted(BlockCodes from, BlockCodes target, Side side) {
        LeastSquares.Fit fit = new LeastSquares(from.train())
                .fit(target.train().values(), target.train().dimension());
        double[] found = fit.determination(from.test(), target.test().values());
        double sum = 0;
        int count = 0;
        for (int j = 0; j < found.length; j++) {
            if (side.scale[j] > 0 && Double.isFinite(found[j])) {
                sum += found[j];
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }
}
