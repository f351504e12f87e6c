package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoreMatrix;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.probe.LogisticModel;
import org.disentangle.metrics.probe.LogisticRegression;
import org.disentangle.metrics.regression.LeastSquares;

/**
 * InfoMEC (Hsu et al. 2023, section 4): modularity, compactness and explicitness from normalised mutual information {@code N_ij = I(z_i;
 * s_j) / H(s_j)} on the test rows, all higher is better.
 *
 * <ul>
 *   <li>{@code infomec/modularity}, in {@code 0..1}: over active dimensions that tell about anything, the mean of {@code max_j N_ij / sum_j
 *       N_ij}, rescaled so that 1/K (K factors) becomes 0. The ratio form, which the authors recommend and papers quote.
 *   <li>{@code infomec/compactness}, in {@code 0..1}: likewise over factors, of {@code max_i / sum_i} over active dimensions.
 *   <li>{@code infomec/modularity-gap} and {@code infomec/compactness-gap}: the mean of the largest less the second largest N instead;
 *       not rescaled, and not bounded by 1, since the estimate is not.
 *   <li>{@code infomec/explicitness}, at most 1: per factor, and the mean over factors: {@code (H0 - H) / H0}, H the cross-entropy of unpenalised
 *       multinomial logistic regression with balanced classes on standardised codes, H0 = ln K that without codes; both unweighted. For
 *       continuous factors R^2 of linear regression. As in the authors' code it is of the rows that it was fitted to, the test rows, which flatters
 *       wide blocks; with fewer than ten of them per dimension the fit is on the training rows and the score on the test rows, and then may
 *       be below 0. The detail {@code in_sample} is the number on the fitted test rows either way, {@code held_out} tells which was taken.
 * </ul>
 *
 * <p>Mutual information is Ross's estimate from {@code neighbors} nearest neighbours ({@link NeighborInformation}); codes are taken to be
 * continuous. Numbers of continuous factors fall into 20 bins for it. As in scikit-learn codes are scaled to deviation 1 and get Gaussian noise
 * of 1e-10, here from the seed stream {@code metric/infomec}, which matters only where codes repeat. A dimension is active if its range
 * exceeds 1/8 of the largest, so codes are not standardised. Its other rows in the matrix are 0.
 *
 * <p>Undefined: all where no dimension is active; modularity with fewer than two factors that vary, compactness with fewer than two active dimensions.
 * Details: {@code active} dimensions, {@code columns} behind it, {@code converged} (explicitness). Matrix: {@code normalized mutual
 * information}, {@code [dimension, factors]}.
 */
public final class InfoMec implements Metric<InfoMecOptions> {
    public static final String NAME = "infomec";
    static final String MODULARITY = NAME + "/modularity";
    static final String COMPACTNESS = NAME + "/compactness";
    static final String EXPLICITNESS = NAME + "/explicitness";
    static final String GAP = "-gap";
    private static final List<String> SCORES =
            List.of(MODULARITY, MODULARITY + GAP, COMPACTNESS, COMPACTNESS + GAP, EXPLICITNESS);

    private static final double NOISE = 1e-10;
    private static final int ROWS_PER_DIMENSION = 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Modularity, compactness and explicitness from normalised mutual information";
    }

    @Override
    public InfoMecOptions defaults() {
        return InfoMecOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.HSU_2023, Citations.ROSS_2014);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(InfoMecOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        List<FactorClasses> all = FactorClasses.of(input, options.bins());
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                boolean[] active = active(block.test(), options.activeShare());
                if (count(active) == 0) {
                    SCORES.forEach(score ->
                            input.findings().undefined(new Undefined(score, block.name(), "", "no dimension varies")));
                    continue;
                }
                List<FactorClasses> factors = FactorClasses.varying(all, SCORES, block.name(), input);
                if (!factors.isEmpty()) {
                    scores.addAll(ofInformation(block.test(), active, factors, options, input, threads));
                    scores.addAll(explicitness(block, factors, options, input, threads));
                }
            }
        }
        return scores;
    }

    private static boolean[] active(Codes codes, double share) {
        double[] ranges = new double[codes.dimension()];
        for (int i = 0; i < ranges.length; i++) {
            double[] column = CodeColumns.column(codes, i);
            ranges[i] = Arrays.stream(column).max().orElse(0)
                    - Arrays.stream(column).min().orElse(0);
        }
        double limit = share * Arrays.stream(ranges).max().orElse(0);
        boolean[] active = new boolean[ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            active[i] = ranges[i] > limit;
        }
        return active;
    }

    private static int count(boolean[] active) {
        return (int) IntStream.range(0, active.length).filter(i -> active[i]).count();
    }

    /** Modularity and compactness. */
    private static List<Score> ofInformation(
            Codes codes,
            boolean[] active,
            List<FactorClasses> factors,
            InfoMecOptions options,
            ScoringInput input,
            Shards threads) {
        double[][] information = information(codes, active, factors, options.neighbors(), input, threads);
        input.findings()
                .matrix(ScoreMatrix.of(
                        NAME,
                        "normalized mutual information",
                        codes.block(),
                        ScoreMatrix.dimensions(codes.dimension()),
                        FactorClasses.columnNames(factors),
                        information));
        double[][] rows = IntStream.range(0, active.length)
                .filter(i -> active[i])
                .mapToObj(i -> information[i])
                .toArray(double[][]::new);
        double[][] columns = new double[factors.size()][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        Map<String, Double> details = Map.of("active", (double) rows.length, "columns", (double) columns.length);
        List<Score> scores = new ArrayList<>();
        scores.addAll(shares(MODULARITY, rows, "fewer than two factors vary", codes, details, input));
        scores.addAll(shares(COMPACTNESS, columns, "fewer than two dimensions are active", codes, details, input));
        return scores;
    }

    private static double[][] information(
            Codes codes,
            boolean[] active,
            List<FactorClasses> factors,
            int neighbors,
            ScoringInput input,
            Shards threads) {
        double[] entropies =
                factors.stream().mapToDouble(FactorClasses::entropy).toArray();
        double[][] information = new double[codes.dimension()][factors.size()];
        threads.run(codes.dimension(), (i, worker) -> {
            if (active[i]) {
                double[] column = CodeColumns.column(codes, i);
                perturb(column, input.streams().stream("metric/infomec/" + codes.block(), i));
                for (int j = 0; j < entropies.length; j++) {
                    information[i][j] =
                            NeighborInformation.of(column, factors.get(j).values(), neighbors) / entropies[j];
                }
            }
        });
        return information;
    }

    /** Scales to deviation 1 and adds noise that breaks ties. */
    private static void perturb(double[] column, UniformRandomProvider random) {
        double mean = Arrays.stream(column).average().orElse(0);
        double squares = 0;
        for (double value : column) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / column.length);
        double size = 0;
        for (int row = 0; row < column.length; row++) {
            column[row] = (column[row] - mean) / deviation;
            size += Math.abs(column[row]);
        }
        double noise = NOISE * Math.max(1, size / column.length);
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        for (int row = 0; row < column.length; row++) {
            column[row] += noise * gaussian.sample();
        }
    }

    /** The ratio and the gap form of how much the largest number of each row stands out. */
    private static List<Score> shares(
            String name,
            double[][] rows,
            String hindrance,
            Codes codes,
            Map<String, Double> details,
            ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        int width = rows[0].length;
        double[][] telling =
                Arrays.stream(rows).filter(row -> Arrays.stream(row).sum() > 0).toArray(double[][]::new);
        if (width < 2) {
            input.findings().undefined(new Undefined(name, codes.block(), "", hindrance));
            input.findings().undefined(new Undefined(name + GAP, codes.block(), "", hindrance));
            return scores;
        }
        if (telling.length == 0) {
            input.findings().undefined(new Undefined(name, codes.block(), "", "all mutual information is 0"));
        } else {
            double ratio = mean(
                    telling,
                    row -> Arrays.stream(row).max().orElseThrow()
                            / Arrays.stream(row).sum());
            double value = (ratio - 1.0 / width) / (1 - 1.0 / width);
            scores.add(new Score(name, codes.block(), "", value, codes.rows(), details));
        }
        scores.add(new Score(name + GAP, codes.block(), "", mean(rows, FactorScores::gap), codes.rows(), details));
        return scores;
    }

    private static double mean(double[][] rows, ToDoubleFunction<double[]> of) {
        return Arrays.stream(rows).mapToDouble(of).average().orElseThrow();
    }

    /** What regressions on all dimensions tell about one column. */
    private record Told(double inSample, double heldOut, boolean converged) {}

    private static List<Score> explicitness(
            BlockCodes block, List<FactorClasses> factors, InfoMecOptions options, ScoringInput input, Shards threads) {
        boolean heldOut =
                block.test().rows() < ROWS_PER_DIMENSION * block.test().dimension();
        Explicit explicit = new Explicit(block, heldOut, options, threads);
        List<String> names = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (FactorClasses factor : factors) {
            if (heldOut && factor.column().constantInTraining()) {
                input.findings()
                        .undefined(new Undefined(
                                EXPLICITNESS,
                                block.name(),
                                factor.factor(),
                                "'" + factor.column().name() + "' has a single value among the training rows"));
            } else if (factor.column().cardinality() > block.test().rows()) {
                input.findings()
                        .undefined(new Undefined(
                                EXPLICITNESS,
                                block.name(),
                                factor.factor(),
                                "'" + factor.column().name() + "' has more values than there are rows"));
            } else {
                names.add(factor.factor());
                told.add(factor.column().categorical() ? explicit.classes(factor) : explicit.number(factor));
            }
        }
        Map<String, Double> details = new TreeMap<>();
        details.put("held_out", heldOut ? 1.0 : 0.0);
        details.put("columns", (double) told.size());
        details.put("converged", told.stream().allMatch(Told::converged) ? 1.0 : 0.0);
        details.put(
                "in_sample", told.stream().mapToDouble(Told::inSample).average().orElse(0));
        return FactorScores.of(
                EXPLICITNESS,
                block.name(),
                names,
                told.stream()
                        .mapToDouble(one -> heldOut ? one.heldOut() : one.inSample())
                        .toArray(),
                block.test().rows(),
                details);
    }

    /** Regressions on one block. */
    private static final class Explicit {
        private final BlockCodes block;
        private final boolean heldOut;
        private final InfoMecOptions options;
        private final Shards threads;
        private final Map<Codes, LeastSquares> linear = new IdentityHashMap<>();

        Explicit(BlockCodes block, boolean heldOut, InfoMecOptions options, Shards threads) {
            this.block = block;
            this.heldOut = heldOut;
            this.options = options;
            this.threads = threads;
        }

        Told classes(FactorClasses factor) {
            int[] train = factor.column().trainClasses(options.bins());
            int cardinality = factor.column().cardinality();
            Told inSample = classes(block.test(), factor.values(), factor.values(), cardinality);
            if (!heldOut) {
                return inSample;
            }
            Told fitted = classes(block.train(), train, factor.values(), cardinality);
            return new Told(inSample.inSample(), fitted.inSample(), inSample.converged() && fitted.converged());
        }

        private Told classes(Codes fitted, int[] labels, int[] test, int cardinality) {
            LogisticRegression.Fit fit = new LogisticRegression(0, options.tolerance(), options.iterations())
                    .fit(fitted, new ClassLabels("", labels, cardinality), Standardization.of(fitted), true, threads);
            LogisticModel model = fit.model();
            int[] classes = model.classes();
            double[][] logs = model.logProbabilities(block.test(), "test", threads);
            double entropy = 0;
            int rows = 0;
            for (int row = 0; row < test.length; row++) {
                int at = Arrays.binarySearch(classes, test[row]);
                if (at >= 0) {
                    entropy -= logs[at][row];
                    rows++;
                }
            }
            double without = Math.log(classes.length);
            double told = rows == 0 ? 0 : (without - entropy / rows) / without;
            return new Told(told, told, fit.converged());
        }

        Told number(FactorClasses factor) {
            float[] test = numbers(factor.column().test());
            double inSample = determination(block.test(), test, test);
            double held = heldOut
                    ? determination(block.train(), numbers(factor.column().train()), test)
                    : inSample;
            return new Told(inSample, held, true);
        }

        private double determination(Codes fitted, float[] targets, float[] test) {
            return linear.computeIfAbsent(fitted, LeastSquares::new)
                    .fit(targets, 1)
                    .determination(block.test(), test)[0];
        }

        private static float[] numbers(double[] values) {
            float[] numbers = new float[values.length];
            for (int row = 0; row < values.length; row++) {
                numbers[row] = (float) values[row];
            }
            return numbers;
        }
    }
}
