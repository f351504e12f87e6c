package org.disentangle.core.network;

import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** An encoder family with its options. */
public record ConfiguredEncoder<O extends Record>(Encoder<O> encoder, O options) {

    public String name() {
        return encoder.name();
    }

    public int dimension() {
        return encoder.dimension(options);
    }

    public void check(Shape sample) {
        encoder.check(options, sample);
    }

    public Tensor encode(Tensor x, Mode mode) {
        return encoder.encode(options, x, mode);
    }
}
