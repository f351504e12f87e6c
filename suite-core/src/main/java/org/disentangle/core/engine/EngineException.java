package org.disentangle.core.engine;

/** An engine failed while it ran a program; the message names the operation and its scope. */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outOfMemory;

    public EngineException(String message, boolean outOfMemory, Throwable cause) {
        super(message, cause);
        this.outOfMemory = outOfMemory;
    }

    public boolean outOfMemory() {
        return outOfMemory;
    }
}
