package org.disentangle.core.registry;

import org.disentangle.core.UserError;

/** A name that nothing of its kind has. */
public final class UnknownNameError extends UserError {
    private static final long serialVersionUID = 1L;

    private final String kind;

    UnknownNameError(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What was looked for, as registries call it, such as {@code data set}. */
    public String kind() {
        return kind;
    }
}
