package org.disentangle.runner.trial;

/** A metric changed the model that it scored: its scores mean nothing. */
final class EncoderChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EncoderChangedException(String message) {
        super(message);
    }
}
