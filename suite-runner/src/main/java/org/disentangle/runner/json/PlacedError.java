package org.disentangle.runner.json;

import org.disentangle.core.UserError;
import org.jspecify.annotations.Nullable;

/** A user's mistake with the place where it stands. */
public final class PlacedError extends UserError {
    private static final long serialVersionUID = 1L;

    public PlacedError(Place place, String message) {
        this(place, message, null);
    }

    public PlacedError(Place place, @Nullable String message, @Nullable Throwable cause) {
        super(place + ": " + message, cause);
    }
}
