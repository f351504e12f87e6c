package org.disentangle.core.tensor;

/** Tensors that do not fit together, found while a program is built; the message names the scope and both shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
