package org.disentangle.engine.libtorch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;
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
        Map<String, Shape> shapes = new LinkedHashMap<>();
        addParameters(shapes, true);
        addParameters(shapes, false);
        this.values = FlatStore.of(shapes, device);
        Map<String, Shape> stateShapes = new LinkedHashMap<>();
        buffers.forEach(buffer -> stateShapes.put(buffer.name(), buffer.shape()));
        this.state = FlatStore.of(stateShapes, device);
    }

    private void addParameters(Map<String, Shape> shapes, boolean weights) {
        for (ParameterDeclaration parameter : parameters) {
            if ((parameter.role() == ParameterRole.WEIGHT) == weights) {
                shapes.put(parameter.name(), parameter.shape());
            }
        }
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
            for (String name : values.names()) {
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
        Map<String, Shape> known = new LinkedHashMap<>();
        parameters.forEach(parameter -> known.put(parameter.name(), parameter.shape()));
        buffers.forEach(buffer -> known.put(buffer.name(), buffer.shape()));
        given.forEach((name, value) -> {
            Shape shape = known.get(name);
            if (shape == null) {
                throw new IllegalArgumentException("The model has no parameter or buffer '" + name + "'");
            }
            if (!shape.equals(value.shape()) || value.type() != ElementType.FLOAT32) {
                throw new IllegalArgumentException(
                        "'" + name + "' is FLOAT32 " + shape + ", not " + value.type() + " " + value.shape());
            }
        });
        try (NoGradGuard guard = new NoGradGuard()) {
            given.forEach((name, value) -> {
                try (Tensor source = HostTransfer.toDevice(value, device)) {
                    find(name).copy_(source);
                }
            });
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
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        export().forEach((name, value) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            float[] numbers = value.floats();
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(numbers);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private Tensor find(String name) {
        return values.names().contains(name) ? values.view(name) : state.view(name);
    }

    private HostTensor toHost(String name, Shape shape) {
        return HostTransfer.toHost(find(name), shape, ElementType.FLOAT32);
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
