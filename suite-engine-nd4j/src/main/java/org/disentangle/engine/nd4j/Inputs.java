package org.disentangle.engine.nd4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.ProgramInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arrays for one run's inputs; those copied for it are released when it is closed. */
final class Inputs implements AutoCloseable {
    private final Map<String, INDArray> arrays = new HashMap<>();
    private final List<NativeArray> copied = new ArrayList<>();

    /** @throws IllegalArgumentException if a value is missing, of another shape or type, or of another session */
    Inputs(Program program, Map<String, ? extends TensorValue> given, Nd4jSession session) {
        try {
            program.inputs()
                    .forEach((name, node) ->
                            arrays.put(name, place(name, ProgramInputs.value(program, node, name, given), session)));
        } catch (RuntimeException | OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    Map<String, INDArray> arrays() {
        return arrays;
    }

    private INDArray place(String name, TensorValue value, Nd4jSession session) {
        if (value instanceof Nd4jTensor held && held.belongsTo(session)) {
            return held.array();
        }
        if (value instanceof HostTensor host) {
            NativeArray copy = HostTransfer.toDevice(host);
            copied.add(copy);
            return copy.array();
        }
        throw new IllegalArgumentException("The value of '" + name + "' belongs to another session");
    }

    @Override
    public void close() {
        copied.forEach(NativeArray::close);
        copied.clear();
    }
}
