package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** A native tensor that a caller of the engine holds. */
final class TorchTensor implements DeviceTensor {
    private final TorchSession session;
    private final Tensor tensor;
    private final Shape shape;
    private final ElementType type;
    private boolean closed;

    TorchTensor(TorchSession session, Tensor tensor, Shape shape, ElementType type) {
        this.session = session;
        this.tensor = tensor;
        this.shape = shape;
        this.type = type;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public ElementType type() {
        return type;
    }

    @Override
    public HostTensor toHost() {
        return session.guarded("copying " + this + " to the host", () -> HostTransfer.toHost(tensor(), shape, type));
    }

    Tensor tensor() {
        if (closed) {
            throw new IllegalStateException(
                    this + " is used after it was released: its scope has ended or it was closed");
        }
        return tensor;
    }

    boolean belongsTo(TorchSession other) {
        return session == other;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            session.forget(this);
            tensor.close();
        }
    }

    @Override
    public String toString() {
        return type + shape.toString() + " on " + session.description().device();
    }
}
