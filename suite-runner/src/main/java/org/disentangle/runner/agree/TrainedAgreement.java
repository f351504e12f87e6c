package org.disentangle.runner.agree;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.disentangle.runner.compare.Comparison;
import org.disentangle.runner.compare.Comparison.Cell;
import org.disentangle.runner.experiment.LineNames;
import org.jspecify.annotations.Nullable;

/**
 * Whether two engines' finished trials of one method on one data set score differently, over their seeds.
 *
 * @param line method with settings, on a data set
 * @param cells scores that are not equal to the bit
 * @param tests how many of them have a p-value (Student's paired t over the seeds that both engines have)
 * @param untested how many have none, and differ by more than rounding: such as those whose difference is the same on all seeds
 * @param oneSided scores that have a value on one engine alone for some seed
 * @param below how many of the tests lie below {@link Comparison#SIGNIFICANCE} as they are; chance makes one in twenty
 * @param corrected the least p-value after Holm's correction over all tests of all lines; empty without tests
 * @param nearest the cell with the least p-value; null without tests
 */
public record TrainedAgreement(
        LineNames.Line line,
        int cells,
        int tests,
        int untested,
        int oneSided,
        int below,
        OptionalDouble corrected,
        @Nullable Cell nearest)
        implements LineVerdict {
    /** Differences that are rounding of a mean. */
    private static final double ROUNDING = 1e-9;

    /** No score is shown to differ, and none that may was left untested. */
    @Override
    public boolean agrees() {
        return untested == 0
                && oneSided == 0
                && (corrected.isEmpty() || corrected.getAsDouble() >= Comparison.SIGNIFICANCE);
    }

    private static boolean isUntested(Cell cell) {
        Double difference = cell.difference();
        return cell.pValue().isEmpty() && (difference == null || !(Math.abs(difference) <= ROUNDING));
    }

    /** One for each line, in the order of the comparison. */
    public static List<TrainedAgreement> of(Comparison comparison) {
        return comparison.lines().stream()
                .map(line -> of(
                        line,
                        comparison.cells().stream()
                                .filter(cell -> cell.line().equals(line))
                                .toList(),
                        (int) comparison.oneSided().stream()
                                .filter(score -> score.line().equals(line))
                                .count()))
                .toList();
    }

    private static TrainedAgreement of(LineNames.Line line, List<Cell> cells, int oneSided) {
        List<Cell> tested =
                cells.stream().filter(cell -> cell.pValue().isPresent()).toList();
        return new TrainedAgreement(
                line,
                cells.size(),
                tested.size(),
                (int) cells.stream().filter(TrainedAgreement::isUntested).count(),
                oneSided,
                (int) tested.stream()
                        .filter(cell -> p(cell) < Comparison.SIGNIFICANCE)
                        .count(),
                tested.stream()
                        .mapToDouble(cell -> cell.corrected().orElseThrow())
                        .min(),
                tested.stream()
                        .min(Comparator.comparingDouble(TrainedAgreement::p))
                        .orElse(null));
    }

    private static double p(Cell cell) {
        return cell.pValue().orElseThrow();
    }
}
