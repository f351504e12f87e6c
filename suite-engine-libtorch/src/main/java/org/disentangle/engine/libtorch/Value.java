package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A node's numbers during one run, with the other forms of them that kernels have asked for. */
final class Value {
    private final Tensor tensor;
    private final Form form;
    private boolean owned;
    private @Nullable Tensor asFloat;
    private @Nullable Tensor asLow;
    private @Nullable Tensor asMask;

    private Value(Tensor tensor, Form form, boolean owned) {
        this.tensor = tensor;
        this.form = form;
        this.owned = owned;
    }

    static Value owned(Tensor tensor, Form form) {
        return new Value(tensor, form, true);
    }

    static Value borrowed(Tensor tensor, Form form) {
        return new Value(tensor, form, false);
    }

    /** This value's tensor as the value of another node that has overwritten it. */
    Value overwritten() {
        boolean owner = owned;
        owned = false;
        return new Value(tensor, form, owner);
    }

    /** As it is held. */
    Tensor raw() {
        return tensor;
    }

    Tensor float32() {
        if (form == Form.FLOAT) {
            return tensor;
        }
        if (asFloat == null) {
            asFloat = Owned.keep(tensor.to(ScalarType.Float));
        }
        return asFloat;
    }

    Tensor low() {
        if (form == Form.LOW) {
            return tensor;
        }
        if (asLow == null) {
            asLow = Owned.keep(tensor.to(ScalarType.BFloat16));
        }
        return asLow;
    }

    /** True where the number is not 0. */
    Tensor mask(Scalar zero) {
        if (form == Form.MASK) {
            return tensor;
        }
        if (asMask == null) {
            asMask = Owned.keep(tensor.ne(zero));
        }
        return asMask;
    }

    void release() {
        Owned.release(asFloat);
        Owned.release(asLow);
        Owned.release(asMask);
        asFloat = null;
        asLow = null;
        asMask = null;
        if (owned) {
            owned = false;
            tensor.close();
        }
    }
}
