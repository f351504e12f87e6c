package org.disentangle.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.FlatLayout;
import org.disentangle.core.engine.VariableValues;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Parameters in one block of memory (weights first, then what optimisers may treat apart), gradients in another, buffers in a third. */
final class TorchVariables implements Variables, Buffers {
    private final List<ParameterDeclaration> parameters;
    private final List<BufferDeclaration> buffers;
    private final Device device;
    private final FlatStore values;
    private final FlatStore state;
    private @Nullable FlatStore gradients;

    TorchVariables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers, Device device) {
        this.parameters = List.copyOf(parameters);
        this.buffers = List.copyOf(buffers);
        this.device = device;
        this.values = new FlatStore(FlatLayout.ofParameters(parameters), device);
        Map<String, Shape> stateShapes = new LinkedHashMap<>();
        buffers.forEach(buffer -> stateShapes.put(buffer.name(), buffer.shape()));
        this.state = new FlatStore(FlatLayout.of(stateShapes), device);
    }

    Device device() {
        return device;
    }

    List<ParameterDeclaration> parameters() {
        return parameters;
    }

    Tensor parameter(String name) {
        return values.view(name);
    }

    @Override
    public Tensor buffer(String name) {
        return state.view(name);
    }

    FlatStore values() {
        return values;
    }

    FlatStore state() {
        return state;
    }

    /** Where backward passes add gradients; made when first asked for. */
    FlatStore gradients() {
        if (gradients == null) {
            FlatStore made = values.sameLayout(device);
            for (String name : values.layout().names()) {
                Tensor parameter = values.view(name);
                parameter.set_requires_grad(true);
                parameter.mutable_grad().put(made.view(name));
            }
            gradients = made;
        }
        return gradients;
    }

    @Override
    public void load(Map<String, HostTensor> given) {
        VariableValues.check(parameters, buffers, given);
        try (NoGradGuard guard = new NoGradGuard()) {
            given.forEach((name, value) -> NativeErrors.translated("loading '" + name + "'", () -> {
                try (Tensor source = HostTransfer.toDevice(value, device)) {
                    return find(name).copy_(source);
                }
            }));
        }
    }

    @Override
    public Map<String, HostTensor> export() {
        Map<String, HostTensor> all = new LinkedHashMap<>();
        parameters.forEach(parameter -> all.put(parameter.name(), toHost(parameter.name(), parameter.shape())));
        buffers.forEach(buffer -> all.put(buffer.name(), toHost(buffer.name(), buffer.shape())));
        return all;
    }

    @Override
    public String digest() {
        return VariableValues.digest(export());
    }

    private Tensor find(String name) {
        return values.layout().has(name) ? values.view(name) : state.view(name);
    }

    private HostTensor toHost(String name, Shape shape) {
        return NativeErrors.translated(
                "copying '" + name + "' to the host",
                () -> HostTransfer.toHost(find(name), shape, ElementType.FLOAT32));
    }

    @Override
    public void close() {
        values.close();
        state.close();
        if (gradients != null) {
            gradients.close();
        }
    }
}
