package org.disentangle.engine.nd4j.memory;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.engine.FlatLayout;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.NativeErrors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Many FLOAT32 tensors in one block of memory, all zero at first. */
public final class FlatStore implements AutoCloseable {
    private final FlatLayout layout;
    private final NativeArray flat;
    private final Map<String, INDArray> views = new LinkedHashMap<>();

    public FlatStore(FlatLayout layout) {
        this.layout = layout;
        this.flat = NativeArray.of(Shape.of(layout.length()), DataType.FLOAT);
        try {
            clear();
            for (String name : layout.names()) {
                FlatLayout.Place place = layout.place(name);
                views.put(name, flat.within((long) place.start() * Float.BYTES, place.shape(), DataType.FLOAT));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            flat.close();
            throw e;
        }
    }

    public FlatLayout layout() {
        return layout;
    }

    /** A run of numbers; writing to it writes to the store. */
    public INDArray cut(int start, int length) {
        return flat.within((long) start * Float.BYTES, Shape.of(length), DataType.FLOAT);
    }

    /** The tensor of this name; writing to it writes to the store. */
    public INDArray view(String name) {
        INDArray view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException(
                    "There is no parameter or buffer '" + name + "', only " + views.keySet());
        }
        return view;
    }

    public void clear() {
        HostTransfer.zero(flat.array());
    }

    /** The Euclidean length of all numbers together, summed in 64 bits. */
    public double norm() {
        FloatBuffer numbers = HostTransfer.floats(flat.array());
        double squares = 0;
        for (int i = 0; i < numbers.capacity(); i++) {
            double number = numbers.get(i);
            squares += number * number;
        }
        return Math.sqrt(squares);
    }

    public void write(String name, HostTensor value) {
        NativeErrors.translated("writing '" + name + "'", () -> {
            FloatBuffer target = HostTransfer.floats(flat.array());
            target.position(layout.place(name).start());
            return target.put(value.floats());
        });
    }

    public HostTensor read(String name) {
        Shape shape = layout.place(name).shape();
        float[] values = new float[shape.elements()];
        NativeErrors.translated("reading '" + name + "'", () -> {
            FloatBuffer source = HostTransfer.floats(flat.array());
            source.position(layout.place(name).start());
            return source.get(values);
        });
        return HostTensor.of(shape, values);
    }

    /** Copies all numbers of a store of the same layout. */
    public void copyFrom(FlatStore other) {
        HostTransfer.floats(flat.array()).put(HostTransfer.floats(other.flat.array()));
    }

    @Override
    public void close() {
        views.clear();
        flat.close();
    }
}
