package org.disentangle.runner.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes down what the checks find. */
final class Ledger {
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private final List<VerificationReport.Finding> findings = new ArrayList<>();

    /** @param what in the plural, such as {@code records} */
    void holds(String what) {
        held.merge(what, 1, Integer::sum);
    }

    void wrong(String where, String text) {
        findings.add(new VerificationReport.Finding(VerificationReport.Kind.WRONG, where, text));
    }

    void unproven(String where, String text) {
        findings.add(new VerificationReport.Finding(VerificationReport.Kind.UNPROVEN, where, text));
    }

    VerificationReport report() {
        return new VerificationReport(held, findings);
    }
}
