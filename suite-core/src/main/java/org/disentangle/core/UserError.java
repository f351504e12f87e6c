package org.disentangle.core;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in what the user gave: shown as its message alone, never as a stack trace.
 *
 * <p>The message says what was wrong, where (file and line, byte, or JSON pointer), what is allowed, and the likely fix.
 */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
