package org.disentangle.runner.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a verification found.
 *
 * @param held how many of each kind of thing are as they must be, in the order of the checks
 * @param findings what is not, or could not be seen
 */
public record VerificationReport(Map<String, Integer> held, List<Finding> findings) {
    public VerificationReport {
        held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
        findings = List.copyOf(findings);
    }

    /** How bad a finding is. */
    public enum Kind {
        /** Something is not what it was, or not what the records say. */
        WRONG,
        /** It cannot be seen from here whether it is. */
        UNPROVEN
    }

    /**
     * @param where a file within the folder, with a JSON pointer where there is one; or a trial
     * @param text what was found there
     */
    public record Finding(Kind kind, String where, String text) {}

    /** Whether something could be seen and nothing of it is wrong. */
    public boolean holds() {
        return !held.isEmpty() && findings.stream().noneMatch(finding -> finding.kind() == Kind.WRONG);
    }
}
