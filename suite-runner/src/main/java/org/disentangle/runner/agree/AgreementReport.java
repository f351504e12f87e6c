package org.disentangle.runner.agree;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was looked at. Parts that were not asked for are empty.
 *
 * @param firstStep of each method
 * @param curves the first steps of training, of each method
 * @param trained finished trials, of each method whose scores are not equal to the bit
 */
public record AgreementReport(
        List<StepAgreement> firstStep, List<CurveAgreement> curves, List<TrainedAgreement> trained) {
    public AgreementReport {
        firstStep = List.copyOf(firstStep);
        curves = List.copyOf(curves);
        trained = List.copyOf(trained);
    }

    /** How many of the lines of all parts do not agree. */
    public long differ() {
        return verdicts().filter(verdict -> !verdict.agrees()).count();
    }

    public long lines() {
        return verdicts().count();
    }

    private Stream<LineVerdict> verdicts() {
        return Stream.of(firstStep, curves, trained).flatMap(List::stream);
    }
}
