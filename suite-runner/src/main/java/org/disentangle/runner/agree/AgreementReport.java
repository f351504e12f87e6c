package org.disentangle.runner.agree;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was looked at. Parts that were not asked for are empty.
 *
 * @param firstStep of each method and seed
 * @param curves the first steps of training, likewise
 * @param trained finished trials
 */
public record AgreementReport(List<StepAgreement> firstStep, List<CurveAgreement> curves, TrainedAgreements trained) {
    public AgreementReport {
        firstStep = List.copyOf(firstStep);
        curves = List.copyOf(curves);
    }

    /** How many of the lines of all parts do not agree. */
    public long differ() {
        return verdicts().filter(verdict -> !verdict.agrees()).count();
    }

    public long lines() {
        return verdicts().count();
    }

    private Stream<Verdict> verdicts() {
        return Stream.of(firstStep, curves, trained.lines(), trained.metrics()).flatMap(List::stream);
    }
}
