package org.disentangle.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.disentangle.metrics.disentanglement.DiagonalTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Burns et al. (2021), tables 8 and 9: accuracies of the halves of z in runs 0 to 5, in percent, as printed. */
class PublishedSeedsTest {

    /** Run 0 is the original run, which the paper's count of diagonal reruns leaves out. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Ortho with P, 88.0 86.8 85.4 83.0 80.8 71.6, 82.2 80.8 79.6 81.2 75.6 69.7, "
                + "56.9 59.3 57.8 59.7 57.7 56.5, 60.0 59.6 57.6 56.2 54.7 48.1, 4.4, 3.4, 3.1, 7.4, 1",
        "Hessian, 74.7 67.9 73.7 58.4 42.2 61.1, 57.5 64.2 66.5 51.0 40.0 53.5, "
                + "42.4 47.9 40.4 36.6 34.8 36.4, 50.9 49.4 43.2 37.5 30.2 37.2, 7.6, 22.8, 3.2, 7.4, 4"
    })
    void rows_lead_to_the_printed_means_variances_and_diagonal_counts(
            String method,
            String z0OnDc,
            String z1OnDc,
            String z0OnBc,
            String z1OnBc,
            double meanOnDc,
            double varianceOnDc,
            double meanOnBc,
            double varianceOnBc,
            int diagonalReruns) {
        double[] onDc = differences(z0OnDc, z1OnDc);
        double[] onBc = differences(z0OnBc, z1OnBc);
        assertPrinted(onDc, meanOnDc, varianceOnDc);
        assertPrinted(onBc, meanOnBc, varianceOnBc);
        int diagonal = (int) IntStream.range(1, onDc.length)
                .filter(run -> new DiagonalTest(onDc[run], onBc[run]).isDiagonal())
                .count();
        assertThat(diagonal).isEqualTo(diagonalReruns);
        Interval interval = new Proportion(diagonal, onDc.length - 1).clopperPearson(0.95);
        // Half of all seeds are diagonal by noise alone, and five reruns can tell neither count from that.
        assertThat(interval.contains(0.5)).isTrue();
    }

    private static void assertPrinted(double[] differences, double mean, double variance) {
        SeedStatistics gaps =
                SeedStatistics.of(Arrays.stream(differences).map(Math::abs).toArray());
        assertThat(gaps.mean()).hasValueCloseTo(mean, within(0.0501));
        assertThat(gaps.populationVariance()).hasValueCloseTo(variance, within(0.0501));
    }

    private static double[] differences(String first, String second) {
        double[] one = numbers(first);
        double[] other = numbers(second);
        return IntStream.range(0, one.length)
                .mapToDouble(run -> one[run] - other[run])
                .toArray();
    }

    private static double[] numbers(String row) {
        return Arrays.stream(row.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
