package org.disentangle.engine.nd4j.plan;

import java.util.function.UnaryOperator;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.memory.FlatStore;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array that a plan reads or writes. Always row-major and dense, unless it is a view of another slot. */
public final class Slot {
    private final Shape shape;
    private final DataType type;
    private final Kind kind;
    private final @Nullable Slot base;
    private final @Nullable UnaryOperator<INDArray> view;
    private @Nullable INDArray array;

    public enum Kind {
        /** Written by a call of the plan; its memory may serve other slots when nothing reads it any more. */
        COMPUTED,
        /** There before the plan runs and after it: a parameter, a buffer, a constant. */
        FIXED,
        /** Given anew for each run. */
        INPUT,
        /** Other shape or other strides over the memory of {@link #base}. */
        VIEW
    }

    private Slot(
            Shape shape,
            DataType type,
            Kind kind,
            @Nullable Slot base,
            @Nullable UnaryOperator<INDArray> view,
            @Nullable INDArray array) {
        this.shape = shape;
        this.type = type;
        this.kind = kind;
        this.base = base;
        this.view = view;
        this.array = array;
    }

    public static Slot computed(Shape shape, DataType type) {
        return new Slot(shape, type, Kind.COMPUTED, null, null, null);
    }

    public static Slot fixed(Shape shape, INDArray array) {
        return new Slot(shape, array.dataType(), Kind.FIXED, null, null, array);
    }

    /** A parameter, a gradient or a buffer. */
    public static Slot of(FlatStore store, String name) {
        return fixed(store.layout().place(name).shape(), store.view(name));
    }

    public static Slot input(Shape shape, DataType type) {
        return new Slot(shape, type, Kind.INPUT, null, null, null);
    }

    Slot viewedAs(Shape other, UnaryOperator<INDArray> how) {
        return new Slot(other, type, Kind.VIEW, this, how, null);
    }

    public Shape shape() {
        return shape;
    }

    public DataType type() {
        return type;
    }

    public Kind kind() {
        return kind;
    }

    /** What this is a view of. */
    @Nullable
    Slot base() {
        return base;
    }

    /** The slot whose memory this is. */
    Slot root() {
        return base == null ? this : base.root();
    }

    /** The array in the present run. */
    public INDArray array() {
        if (array == null) {
            throw new IllegalStateException("No memory has been given to " + this);
        }
        return array;
    }

    void bind(INDArray bound) {
        array = bound;
    }

    /** Makes the view again; its base must be bound. */
    void bindView() {
        if (base != null && view != null) {
            array = view.apply(base.array());
        }
    }

    @Override
    public String toString() {
        return kind + " " + type + shape;
    }
}
