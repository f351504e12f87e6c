package org.disentangle.engine.nd4j;

import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A native array that a caller of the engine holds. */
final class Nd4jTensor implements DeviceTensor {
    private final Nd4jSession session;
    private final NativeArray array;
    private final Shape shape;
    private final ElementType type;
    private boolean closed;

    Nd4jTensor(Nd4jSession session, NativeArray array, Shape shape, ElementType type) {
        this.session = session;
        this.array = array;
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
        return session.guarded("copying " + this + " to the host", () -> HostTransfer.toHost(array(), shape, type));
    }

    INDArray array() {
        if (closed) {
            throw new IllegalStateException(
                    this + " is used after it was released: its scope has ended or it was closed");
        }
        return array.array();
    }

    boolean belongsTo(Nd4jSession other) {
        return session == other;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            session.forget(this);
            array.close();
        }
    }

    @Override
    public String toString() {
        return type + shape.toString() + " on " + session.description().device();
    }
}
