package org.disentangle.metrics.information;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.disentangle.metrics.matrix.Moments;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.SymmetricEigen;
import org.disentangle.metrics.partition.Contingency;

/**
 * How far the dimensions of the codes are from independent, without a look at any factor (disentanglement_lib's {@code
 * unsupervised_metrics}; Locatello et al. 2019, section 5.2), on the test rows. All are at least 0, and 0 for independent dimensions. Descriptions, not qualities: codes
 * that are noise have them at 0.
 *
 * <ul>
 *   <li>{@code unsupervised/total-correlation}, in nats: of a Gaussian with the covariance C of the codes, {@code (sum log C_ii - log det C) /
 *       2}. Undefined if C is singular, as with constant or repeated dimensions: if the least eigenvalue of the correlation matrix is below 1e-11
 *       of the largest.
 *   <li>{@code unsupervised/wasserstein}, in squared units of the codes: {@code 2 tr C - 2 tr sqrt(C diag(C))}, the squared distance between that Gaussian
 *       and the one with independent dimensions.
 *   <li>{@code unsupervised/wasserstein-normalized}, in {@code 0..2}: the same over {@code tr C}; undefined for constant codes.
 *   <li>{@code unsupervised/mutual-information}, in nats: the mean over pairs of different dimensions, both in 20 bins as in {@link Mig}; the bias of
 *       the estimate, about {@code 361 / (2 n)}, is not taken off. Undefined for blocks of a single dimension.
 * </ul>
 *
 * <p>Detail: {@code dimensions}. Matrices: {@code covariance} and {@code mutual information} (0 on its diagonal), {@code [dimension,
 * dimension]}. The time grows with the square of the dimension times the rows.
 */
public final class Unsupervised implements Metric<BinOptions> {
    public static final String NAME = "unsupervised";
    private static final String TOTAL_CORRELATION = NAME + "/total-correlation";
    private static final String WASSERSTEIN = NAME + "/wasserstein";
    private static final String NORMALIZED = NAME + "/wasserstein-normalized";
    private static final String INFORMATION = NAME + "/mutual-information";
    /** Codes are float32: below this share of the largest eigenvalue is rounding. */
    private static final double SINGULAR = 1e-11;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "How far the dimensions of the codes are from independent, without factors";
    }

    @Override
    public BinOptions defaults() {
        return BinOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.LOCATELLO_2019);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public List<Score> score(BinOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            for (BlockCodes block : BlockCodes.finite(input)) {
                Codes codes = block.test();
                if (codes.rows() < 2) {
                    for (String score : List.of(TOTAL_CORRELATION, WASSERSTEIN, NORMALIZED, INFORMATION)) {
                        input.findings().undefined(new Undefined(score, block.name(), "", "fewer than two rows"));
                    }
                    continue;
                }
                scores.addAll(gaussian(codes, input));
                if (codes.dimension() < 2) {
                    input.findings()
                            .undefined(new Undefined(
                                    INFORMATION, block.name(), "", "a block of one dimension has no pairs"));
                } else {
                    scores.add(information(codes, options.bins(), input, threads));
                }
            }
        }
        return scores;
    }

    private static List<Score> gaussian(Codes codes, ScoringInput input) {
        int d = codes.dimension();
        double[][] covariance = covariance(codes);
        keep("covariance", covariance, codes, input);
        double[] deviations = new double[d];
        double trace = 0;
        for (int i = 0; i < d; i++) {
            deviations[i] = Math.sqrt(covariance[i][i]);
            trace += covariance[i][i];
        }
        double[][] correlation = new double[d][d];
        double[][] scaled = new double[d][d];
        double unit = Math.sqrt(trace);
        boolean dead = false;
        for (int i = 0; i < d; i++) {
            dead |= deviations[i] == 0;
            for (int j = 0; j < d; j++) {
                correlation[i][j] = covariance[i][j] / (deviations[i] * deviations[j]);
                // Of codes with trace 1, so that their unit does not matter to the decomposition.
                scaled[i][j] = covariance[i][j] / trace * deviations[i] / unit * deviations[j] / unit;
            }
        }
        List<Score> scores = new ArrayList<>();
        double[] eigenvalues =
                dead ? new double[1] : SymmetricEigen.of(correlation).values();
        double largest = Arrays.stream(eigenvalues).max().orElse(0);
        if (Arrays.stream(eigenvalues).min().orElse(0) <= SINGULAR * largest) {
            input.findings()
                    .undefined(new Undefined(
                            TOTAL_CORRELATION,
                            codes.block(),
                            "",
                            "the covariance is singular: dimensions are constant or depend on each other linearly"));
        } else {
            double determinant = Arrays.stream(eigenvalues).map(Math::log).sum();
            scores.add(score(TOTAL_CORRELATION, codes, Math.max(0, -determinant / 2)));
        }
        if (trace > 0) {
            // C diag(C) has the eigenvalues of the symmetric diag(C)^1/2 C diag(C)^1/2.
            double root = Arrays.stream(SymmetricEigen.of(scaled).values())
                    .map(value -> Math.sqrt(Math.max(0, value)))
                    .sum();
            double normalized = Math.max(0, 2 - 2 * root);
            scores.add(score(WASSERSTEIN, codes, trace * normalized));
            scores.add(score(NORMALIZED, codes, normalized));
        } else {
            scores.add(score(WASSERSTEIN, codes, 0));
            input.findings().undefined(new Undefined(NORMALIZED, codes.block(), "", "the codes are constant"));
        }
        return scores;
    }

    private static Score score(String name, Codes codes, double value) {
        return new Score(
                name, codes.block(), "", value, codes.rows(), Map.of("dimensions", (double) codes.dimension()));
    }

    /** Unbiased, exactly symmetric; that of dimensions without two different values is exactly 0. */
    private static double[][] covariance(Codes codes) {
        int d = codes.dimension();
        double[] means = new double[d];
        for (int i = 0; i < d; i++) {
            double[] column = CodeColumns.column(codes, i);
            double first = column[0];
            // Of differences to the first row, so that a constant column's mean is its value.
            means[i] = first + Arrays.stream(column).map(value -> value - first).sum() / codes.rows();
        }
        double unbiased = codes.rows() / (codes.rows() - 1.0);
        double[][] covariance = Moments.covariance(codes, means);
        for (double[] row : covariance) {
            for (int j = 0; j < d; j++) {
                row[j] *= unbiased;
            }
        }
        return covariance;
    }

    private static Score information(Codes codes, int bins, ScoringInput input, Shards threads) {
        int d = codes.dimension();
        int[][] binned = CodeColumns.binned(codes, bins, threads);
        double[][] information = new double[d][d];
        threads.run(d, (i, worker) -> {
            for (int j = 0; j < i; j++) {
                information[i][j] = new Contingency(binned[i], binned[j]).information();
            }
        });
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                information[j][i] = information[i][j];
                sum += information[i][j];
            }
        }
        keep("mutual information", information, codes, input);
        return score(INFORMATION, codes, sum / (d * (d - 1) / 2.0));
    }

    private static void keep(String name, double[][] matrix, Codes codes, ScoringInput input) {
        List<String> names = ScoreMatrix.dimensions(codes.dimension());
        input.findings().matrix(ScoreMatrix.of(NAME, name, codes.block(), names, names, matrix));
    }
}
