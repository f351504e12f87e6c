package org.disentangle.core.engine;

/**
 * The device failed in a way after which nothing in this process can use it: every further call would fail with the same words, whatever it
 * asks for. A process that is started anew may well use it. Lack of memory is not of this kind.
 */
public final class DeviceLostException extends EngineException {
    private static final long serialVersionUID = 1L;

    public DeviceLostException(String message, Throwable cause) {
        super(message, false, cause);
    }
}
