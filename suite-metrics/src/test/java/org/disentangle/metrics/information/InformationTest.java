package org.disentangle.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the published tests and arithmetic say, and what is findings.undefined(). */
class InformationTest {
    private static final int ROWS = 2000;
    private static final int FACTORS = 4;
    private static final int VALUES = 5;

    private final RecordedFindings findings = new RecordedFindings();

    /** Makes codes of rows from their labels. */
    private interface Maker {
        float[] row(int[] labels);
    }

    private ScoringInput input(List<int[]> columns, int values, Maker maker) {
        Map<String, int[]> labels = new LinkedHashMap<>();
        List<Factor> factors = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            labels.put("f" + k, columns.get(k));
            factors.add(new Factor(
                    "f" + k,
                    "f" + k,
                    IntStream.range(0, values).mapToObj(Integer::toString).toList()));
        }
        int rows = columns.get(0).length;
        int dimension = maker.row(new int[columns.size()]).length;
        float[] codes = new float[rows * dimension];
        for (int row = 0; row < rows; row++) {
            int at = row;
            float[] made =
                    maker.row(columns.stream().mapToInt(column -> column[at]).toArray());
            System.arraycopy(made, 0, codes, row * dimension, dimension);
        }
        Map<String, Codes> blocks = Map.of("z", new Codes("z", codes, rows, dimension));
        return new ScoringInput(
                blocks, blocks, factors, labels, labels, Map.of(), List.of(), new SeedStreams(0), 2, findings);
    }

    private ScoringInput independent(Maker maker) {
        return input(
                IntStream.range(0, FACTORS)
                        .mapToObj(k -> Examples.labels(ROWS, VALUES, k))
                        .toList(),
                VALUES,
                maker);
    }

    private static float[] floats(int n, IntToDoubleFunction of) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) of.applyAsDouble(i);
        }
        return values;
    }

    private static final Maker IDENTITY = labels -> floats(labels.length, i -> labels[i]);
    private static final Maker TWICE = labels -> floats(2 * labels.length, i -> labels[i / 2]);
    private static final Maker CONSTANT = labels -> floats(labels.length, i -> 0.7);

    private double score(ConfiguredMetric<?> metric, ScoringInput input, String name) {
        return metric.score(input).stream()
                .filter(score -> score.metric().equals(name) && score.factor().isEmpty())
                .findFirst()
                .orElseThrow()
                .value();
    }

    private double score(ConfiguredMetric<?> metric, ScoringInput input) {
        return score(metric, input, metric.name());
    }

    private static final ConfiguredMetric<?> MIG = new ConfiguredMetric<>(new Mig(), BinOptions.DEFAULT);
    private static final ConfiguredMetric<?> SAP = new ConfiguredMetric<>(new Sap(), SapOptions.DEFAULT);
    private static final ConfiguredMetric<?> CONTINUOUS_SAP =
            new ConfiguredMetric<>(new Sap(), new SapOptions(SapOptions.Form.CONTINUOUS, 0.01));
    private static final ConfiguredMetric<?> MODULARITY =
            new ConfiguredMetric<>(new Modularity(), ModularityOptions.DEFAULT);
    private static final ConfiguredMetric<?> IRS = new ConfiguredMetric<>(new Irs(), IrsOptions.DEFAULT);
    private static final ConfiguredMetric<?> INFOMEC = new ConfiguredMetric<>(new InfoMec(), InfoMecOptions.DEFAULT);
    private static final ConfiguredMetric<?> UNSUPERVISED =
            new ConfiguredMetric<>(new Unsupervised(), BinOptions.DEFAULT);
    private static final ConfiguredMetric<?> EXPLICITNESS =
            new ConfiguredMetric<>(new Explicitness(), ExplicitnessOptions.DEFAULT);

    @AfterEach
    void labels_are_not_predicted() {
        assertThat(findings.predictions()).isEmpty();
    }

    @Test
    void the_identity_has_high_scores() {
        ScoringInput input = independent(IDENTITY);
        assertThat(score(MIG, input)).isGreaterThan(0.9);
        assertThat(score(CONTINUOUS_SAP, input)).isGreaterThan(0.9);
        assertThat(score(MODULARITY, input)).isGreaterThan(0.9);
        assertThat(score(IRS, input)).isCloseTo(1, within(1e-9));
        assertThat(score(INFOMEC, input, "infomec/modularity")).isGreaterThan(0.9);
        assertThat(score(INFOMEC, input, "infomec/compactness")).isGreaterThan(0.9);
        assertThat(score(INFOMEC, input, "infomec/explicitness")).isGreaterThan(0.99);
        assertThat(score(EXPLICITNESS, input)).isGreaterThan(0.6);
        assertThat(findings.undefined()).isEmpty();
    }

    @Test
    void constant_codes_score_0_or_have_no_score() {
        ScoringInput input = independent(CONSTANT);
        assertThat(score(MIG, input)).isZero();
        assertThat(score(SAP, input)).isZero();
        assertThat(score(CONTINUOUS_SAP, input)).isZero();
        assertThat(score(MODULARITY, input)).isZero();
        assertThat(score(IRS, input)).isZero();
        assertThat(score(EXPLICITNESS, input)).isEqualTo(0.5);
        assertThat(findings.undefined()).isEmpty();
        assertThat(INFOMEC.score(input)).isEmpty();
        assertThat(findings.undefined()).hasSize(5).allSatisfy(one -> assertThat(one.reason())
                .contains("no dimension varies"));
        findings.undefined().clear();
        assertThat(UNSUPERVISED.score(input))
                .extracting(Score::metric, Score::value)
                .containsExactly(tuple("unsupervised/wasserstein", 0.0), tuple("unsupervised/mutual-information", 0.0));
        assertThat(findings.undefined())
                .extracting(Undefined::metric)
                .containsExactly("unsupervised/total-correlation", "unsupervised/wasserstein-normalized");
    }

    @Test
    void doubled_codes_have_no_gap_and_keep_their_modularity() {
        ScoringInput input = independent(TWICE);
        assertThat(score(MIG, input)).isZero();
        assertThat(score(SAP, input)).isZero();
        assertThat(score(MODULARITY, input)).isGreaterThan(0.9);
        assertThat(score(IRS, input)).isCloseTo(1, within(1e-9));
        assertThat(score(INFOMEC, input, "infomec/compactness")).isLessThan(0.5);
        assertThat(score(INFOMEC, input, "infomec/modularity")).isGreaterThan(0.9);
    }

    @Test
    void modularity_has_the_published_values() {
        double[][] diagonal = matrix(5, 5, (i, j) -> i == j);
        assertThat(Modularity.modularity(diagonal)).isEqualTo(1);
        assertThat(Modularity.modularity(matrix(5, 10, (i, j) -> i == j % 5))).isCloseTo(1 - 1 / 9.0, within(1e-12));
        assertThat(Modularity.modularity(matrix(10, 5, (i, j) -> i % 5 == j))).isEqualTo(1);
        assertThat(Modularity.modularity(matrix(10, 10, (i, j) -> false))).isZero();
        assertThat(Modularity.modularity(matrix(3, 2, (i, j) -> i == j))).isCloseTo(2 / 3.0, within(1e-12));
    }

    private interface Cell {
        boolean one(int row, int column);
    }

    private static double[][] matrix(int rows, int columns, Cell cell) {
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i][j] = cell.one(i, j) ? 1 : 0;
            }
        }
        return matrix;
    }

    @Test
    void one_dimension_has_no_gap_but_other_scores() {
        ScoringInput input = independent(labels -> new float[] {labels[0]});
        assertThat(MIG.score(input)).isEmpty();
        assertThat(SAP.score(input)).isEmpty();
        assertThat(findings.undefined()).extracting(Undefined::metric).containsExactly("mig", "sap");
        findings.undefined().clear();
        assertThat(score(MODULARITY, input)).isGreaterThan(0.9);
        assertThat(INFOMEC.score(input))
                .extracting(Score::metric)
                .doesNotContain("infomec/compactness", "infomec/compactness-gap")
                .contains("infomec/modularity");
        assertThat(findings.undefined())
                .extracting(Undefined::metric)
                .containsExactly("infomec/compactness", "infomec/compactness-gap");
    }

    @Test
    void a_single_factor_has_no_modularity_but_a_gap() {
        ScoringInput input = input(
                List.of(Examples.labels(ROWS, VALUES, 1)), VALUES, labels -> new float[] {labels[0], labels[0] % 2});
        assertThat(score(MIG, input)).isGreaterThan(0.3);
        assertThat(findings.undefined()).isEmpty();
        assertThat(MODULARITY.score(input)).isEmpty();
        assertThat(INFOMEC.score(input)).extracting(Score::metric).doesNotContain("infomec/modularity");
        assertThat(findings.undefined())
                .extracting(Undefined::metric)
                .containsExactly("modularity", "infomec/modularity", "infomec/modularity-gap");
    }

    @Test
    void a_constant_factor_is_left_out_and_told() {
        ScoringInput input = input(
                List.of(Examples.labels(ROWS, VALUES, 1), new int[ROWS], Examples.labels(ROWS, VALUES, 2)),
                VALUES,
                IDENTITY);
        for (ConfiguredMetric<?> metric : List.of(MIG, SAP, MODULARITY, IRS, INFOMEC, EXPLICITNESS)) {
            findings.undefined().clear();
            assertThat(metric.score(input)).isNotEmpty().noneMatch(score -> score.factor()
                    .equals("f1"));
            assertThat(findings.undefined()).as(metric.name()).isNotEmpty().allSatisfy(one -> assertThat(one.factor())
                    .isEqualTo("f1"));
        }
    }

    @Test
    void only_constant_factors_leave_nothing_to_score() {
        ScoringInput input = input(List.of(new int[50], new int[50]), VALUES, labels -> new float[] {1, 2, 3});
        for (ConfiguredMetric<?> metric : List.of(MIG, SAP, MODULARITY, IRS, INFOMEC, EXPLICITNESS)) {
            assertThat(metric.score(input)).as(metric.name()).isEmpty();
        }
    }

    @Test
    void a_factor_with_more_values_than_rows_is_not_read_by_classifiers() {
        ScoringInput input =
                input(List.of(Examples.labels(80, 10_000, 1), Examples.labels(80, 10_000, 2)), 10_000, IDENTITY);
        assertThat(SAP.score(input)).isEmpty();
        assertThat(EXPLICITNESS.score(input)).isEmpty();
        assertThat(findings.undefined()).hasSize(4).allSatisfy(one -> assertThat(one.reason())
                .contains("10000 values"));
        assertThat(MIG.score(input)).isNotEmpty();
        assertThat(IRS.score(input)).isNotEmpty();
    }

    @Test
    void wide_blocks_are_explicit_on_held_out_rows_only() {
        int[] labels = Examples.labels(60, 2, 1);
        ScoringInput input = input(List.of(labels, Examples.labels(60, 2, 2)), 2, new Maker() {
            private final UniformRandomProvider random = Examples.random(3);

            @Override
            public float[] row(int[] ignored) {
                return floats(30, i -> random.nextDouble());
            }
        });
        Score score = INFOMEC.score(input).stream()
                .filter(one -> one.metric().equals("infomec/explicitness"))
                .findFirst()
                .orElseThrow();
        assertThat(score.details()).containsEntry("held_out", 1.0);
        assertThat(score.details()).containsKey("in_sample");
    }

    @Test
    void matrices_say_what_scores_were_made_of() {
        MIG.score(independent(IDENTITY));
        assertThat(findings.matrices()).singleElement().satisfies(matrix -> {
            assertThat(matrix.name()).isEqualTo("mutual information");
            assertThat(matrix.rows()).containsExactly("0", "1", "2", "3");
            assertThat(matrix.columns()).containsExactly("f0", "f1", "f2", "f3");
            assertThat(matrix.values()[0]).isCloseTo(Math.log(VALUES), within(0.01));
            assertThat(matrix.values()[1]).isLessThan(0.02);
        });
    }

    @Test
    void the_area_under_the_curve_counts_ties_half() {
        assertThat(RocCurve.area(new double[] {0.1, 0.4, 0.4, 0.9}, new int[] {0, 1, 0, 1}, 1))
                .isEqualTo(3.5 / 4);
        assertThat(RocCurve.area(new double[] {0, 0, 0}, new int[] {0, 1, 0}, 1))
                .isEqualTo(0.5);
        assertThat(RocCurve.area(new double[] {1, 1}, new int[] {0, 0}, 1)).isNaN();
    }

    @Test
    void neighbours_tell_the_information_of_two_separate_halves() {
        // 2n values, the lower half of one class: I = ln 2. By hand for three neighbours: every m is within its own
        // class except at
        // the border, so the estimate is psi(2n) + psi(3) - psi(n) - mean psi(m), with m = 3 or more.
        int n = 500;
        double[] values = new double[2 * n];
        int[] classes = new int[2 * n];
        UniformRandomProvider random = Examples.random(5);
        for (int i = 0; i < 2 * n; i++) {
            classes[i] = i % 2;
            values[i] = 10 * classes[i] + random.nextDouble();
        }
        // psi(m): exactly k rows lie closer than the k-th, the row itself among them.
        assertThat(NeighborInformation.of(values, classes, 3)).isCloseTo(psi(2 * n) - psi(n), within(1e-9));
        assertThat(psi(2 * n) - psi(n)).isCloseTo(Math.log(2), within(1e-3));
    }

    @Test
    void a_class_of_one_row_is_left_out_of_the_information() {
        double[] values = {0.1, 0.2, 0.35, 5, 5.1, 5.25, 9};
        int[] classes = {0, 0, 0, 1, 1, 1, 2};
        double[] without = {0.1, 0.2, 0.35, 5, 5.1, 5.25};
        assertThat(NeighborInformation.of(values, classes, 3))
                .isEqualTo(NeighborInformation.of(without, new int[] {0, 0, 0, 1, 1, 1}, 3));
        assertThat(NeighborInformation.of(new double[] {1, 2}, new int[] {0, 1}, 3))
                .isZero();
    }

    private static double psi(int n) {
        return -0.5772156649015329
                + IntStream.range(1, n).mapToDouble(i -> 1.0 / i).sum();
    }
}
