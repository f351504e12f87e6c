package org.disentangle.runner.trial;

import java.util.Map;

/** The loss or a gradient stopped being finite. */
final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> details;

    DivergedException(String message, Map<String, String> details) {
        super(message);
        this.details = Map.copyOf(details);
    }

    Map<String, String> details() {
        return details;
    }
}
