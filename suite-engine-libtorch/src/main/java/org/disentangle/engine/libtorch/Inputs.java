package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.ProgramInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;

/** The values given for one run, checked and on the device; values that no input asks for are left alone. Closing releases the copies. */
final class Inputs implements AutoCloseable {
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final List<Tensor> copied = new ArrayList<>();

    /** @throws IllegalArgumentException if a value is missing, of another shape or type, or of another session */
    Inputs(Program program, Map<String, ? extends TensorValue> given, TorchSession session) {
        Map<String, Node> wanted = program.inputs();
        try {
            wanted.forEach((name, node) ->
                    tensors.put(name, place(name, ProgramInputs.value(program, node, name, given), session)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    private Tensor place(String name, TensorValue value, TorchSession session) {
        if (value instanceof TorchTensor held && held.belongsTo(session)) {
            return held.tensor();
        }
        if (value instanceof HostTensor host) {
            Device device = session.device();
            Tensor copy = HostTransfer.toDevice(host, device);
            copied.add(copy);
            return copy;
        }
        throw new IllegalArgumentException("The value of '" + name + "' belongs to another session");
    }

    @Override
    public void close() {
        copied.forEach(Tensor::close);
        copied.clear();
    }
}
