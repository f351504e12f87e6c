package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.runner.codes.CodeSet;

/**
 * Codes of which it is known how good they are. Four independent factors: three categorical ones with 4, 3 and 5 values and a uniform
 * number. The codes fall into two halves.
 */
final class SanityCodes {
    private static final int[] CARDINALITIES = {4, 3, 5};
    private static final int FACTORS = CARDINALITIES.length + 1;
    /** Beside a factor's values, which have the standard deviation 1. */
    private static final double NOISE = 0.05;

    private SanityCodes() {}

    /**
     * @param what for people
     */
    record Condition(String name, String what, CodeSet codes) {}

    /** Makes a row of codes. */
    @FunctionalInterface
    private interface RowMaker {
        /**
         * @param factors each factor's value, of mean 0 and deviation 1
         * @param noise standard normal numbers
         */
        double[] row(double[] factors, ZigguratSampler.NormalizedGaussian noise);
    }

    /** @param rows of training codes; half as many are for testing */
    static List<Condition> conditions(int rows) {
        double[][] rotation = rotation();
        RowMaker identity = (factors, noise) -> noisy(factors, noise);
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition("identity", "a dimension per factor, 5 % noise", codes(rows, false, identity)));
        conditions.add(new Condition(
                "rotated",
                "the same, rotated at random",
                codes(rows, false, (factors, noise) -> product(rotation, noisy(factors, noise)))));
        conditions.add(new Condition(
                "bent",
                "rotated, then each number's hyperbolic tangent, then rotated again",
                codes(rows, false, (factors, noise) -> {
                    double[] mixed = product(rotation, noisy(factors, noise));
                    for (int i = 0; i < mixed.length; i++) {
                        mixed[i] = Math.tanh(2 * mixed[i]);
                    }
                    return product(rotation, mixed);
                })));
        conditions.add(new Condition(
                "duplicated", "identity twice: each half holds all factors", codes(rows, false, (factors, noise) -> {
                    double[] once = noisy(factors, noise);
                    double[] twice = new double[2 * FACTORS];
                    System.arraycopy(once, 0, twice, 0, FACTORS);
                    System.arraycopy(once, 0, twice, FACTORS, FACTORS);
                    return twice;
                })));
        conditions.add(new Condition(
                "dead dimensions",
                "identity and four dimensions that are 0",
                codes(rows, false, (factors, noise) -> spread(noisy(factors, noise), new double[FACTORS]))));
        conditions.add(new Condition(
                "noise dimensions",
                "identity and twelve dimensions of noise",
                codes(rows, false, (factors, noise) -> spread(noisy(factors, noise), draws(3 * FACTORS, noise)))));
        conditions.add(new Condition(
                "permuted factors", "identity, but the rows' factors are shuffled", codes(rows, true, identity)));
        conditions.add(new Condition(
                "noise", "codes that know nothing", codes(rows, false, (factors, noise) -> draws(FACTORS, noise))));
        conditions.add(new Condition("identity, few rows", "a tenth of the rows", codes(rows / 10, false, identity)));
        conditions.add(new Condition(
                "noise, few rows",
                "a tenth of the rows",
                codes(rows / 10, false, (factors, noise) -> draws(FACTORS, noise))));
        return conditions;
    }

    private static double[] noisy(double[] factors, ZigguratSampler.NormalizedGaussian noise) {
        double[] row = factors.clone();
        for (int i = 0; i < row.length; i++) {
            row[i] += NOISE * noise.sample();
        }
        return row;
    }

    private static double[] draws(int count, ZigguratSampler.NormalizedGaussian noise) {
        return IntStream.range(0, count).mapToDouble(i -> noise.sample()).toArray();
    }

    /** The factors' numbers with the others evenly in both halves. */
    private static double[] spread(double[] factors, double[] others) {
        double[] row = new double[factors.length + others.length];
        int half = row.length / 2;
        for (int part = 0; part < 2; part++) {
            int own = factors.length / 2;
            int further = others.length / 2;
            System.arraycopy(factors, part * own, row, part * half, own);
            System.arraycopy(others, part * further, row, part * half + own, further);
        }
        return row;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    /** Orthogonal, by Gram and Schmidt. */
    private static double[][] rotation() {
        ZigguratSampler.NormalizedGaussian noise = gaussian("rotation");
        double[][] rows = new double[FACTORS][];
        for (int i = 0; i < FACTORS; i++) {
            rows[i] = draws(FACTORS, noise);
            for (int j = 0; j < i; j++) {
                double along = dot(rows[i], rows[j]);
                for (int k = 0; k < FACTORS; k++) {
                    rows[i][k] -= along * rows[j][k];
                }
            }
            double length = Math.sqrt(dot(rows[i], rows[i]));
            for (int k = 0; k < FACTORS; k++) {
                rows[i][k] /= length;
            }
        }
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static ZigguratSampler.NormalizedGaussian gaussian(String name) {
        return ZigguratSampler.NormalizedGaussian.of(new SeedStreams(0).stream("sanity " + name));
    }

    private static CodeSet codes(int rows, boolean shuffled, RowMaker maker) {
        List<Factor> factors = new ArrayList<>();
        for (int factor = 0; factor < CARDINALITIES.length; factor++) {
            String name = String.valueOf((char) ('A' + factor));
            factors.add(new Factor(
                    name,
                    name,
                    IntStream.range(0, CARDINALITIES[factor])
                            .mapToObj(Integer::toString)
                            .toList()));
        }
        ContinuousFactor number = new ContinuousFactor("x", "x", 1);
        Part train = part("train", rows, shuffled, factors, maker);
        Part test = part("test", rows / 2, shuffled, factors, maker);
        return new CodeSet(
                train.codes,
                test.codes,
                factors,
                train.labels,
                test.labels,
                new ContinuousTargets(List.of(number), Map.of("x", train.numbers), Map.of("x", test.numbers)),
                Map.of(UserCodes.WHOLE, List.of("a", "b")));
    }

    private record Part(Map<String, Codes> codes, Map<String, int[]> labels, float[] numbers) {}

    private static Part part(String split, int rows, boolean shuffled, List<Factor> factors, RowMaker maker) {
        UniformRandomProvider random = new SeedStreams(0).stream("sanity factors " + split);
        ZigguratSampler.NormalizedGaussian noise = gaussian(split);
        int[][] values = new int[factors.size()][rows];
        float[] numbers = new float[rows];
        double[][] codes = new double[rows][];
        for (int row = 0; row < rows; row++) {
            double[] standard = new double[FACTORS];
            for (int factor = 0; factor < values.length; factor++) {
                int cardinality = CARDINALITIES[factor];
                values[factor][row] = random.nextInt(cardinality);
                standard[factor] = (values[factor][row] - (cardinality - 1) / 2.0)
                        / Math.sqrt((cardinality * cardinality - 1) / 12.0);
            }
            numbers[row] = random.nextFloat();
            standard[FACTORS - 1] = (numbers[row] - 0.5) * Math.sqrt(12);
            codes[row] = maker.row(standard, noise);
        }
        int[] order = shuffled
                ? SeedStreams.permutation(rows, random)
                : IntStream.range(0, rows).toArray();
        Map<String, int[]> labels = new LinkedHashMap<>();
        for (int factor = 0; factor < values.length; factor++) {
            int[] column = values[factor];
            labels.put(
                    factors.get(factor).name(),
                    IntStream.of(order).map(row -> column[row]).toArray());
        }
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            targets[row] = numbers[order[row]];
        }
        int half = codes[0].length / 2;
        Map<String, Codes> blocks = new LinkedHashMap<>();
        blocks.put(UserCodes.WHOLE, block(UserCodes.WHOLE, codes, 0, 2 * half));
        blocks.put("a", block("a", codes, 0, half));
        blocks.put("b", block("b", codes, half, 2 * half));
        return new Part(blocks, labels, targets);
    }

    private static Codes block(String name, double[][] rows, int from, int to) {
        float[] values = new float[rows.length * (to - from)];
        int next = 0;
        for (double[] row : rows) {
            for (int column = from; column < to; column++) {
                values[next++] = (float) row[column];
            }
        }
        return new Codes(name, values, rows.length, to - from);
    }
}
