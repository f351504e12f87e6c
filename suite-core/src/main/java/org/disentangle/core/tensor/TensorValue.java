package org.disentangle.core.tensor;

/** A tensor that holds numbers: on the host ({@link HostTensor}) or on an engine's device. */
public interface TensorValue {
    Shape shape();

    ElementType type();
}
