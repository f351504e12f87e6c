package org.disentangle.engine.nd4j.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.FlatLayout;
import org.disentangle.core.engine.VariableValues;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Parameters in one block of memory, gradients in another, buffers in a third. */
public final class Nd4jVariables implements Variables {
    private final List<ParameterDeclaration> parameters;
    private final List<BufferDeclaration> buffers;
    private final FlatStore values;
    private final FlatStore state;
    private @Nullable FlatStore gradients;

    public Nd4jVariables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers) {
        this.parameters = List.copyOf(parameters);
        this.buffers = List.copyOf(buffers);
        this.values = new FlatStore(FlatLayout.ofParameters(parameters));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        buffers.forEach(buffer -> shapes.put(buffer.name(), buffer.shape()));
        try {
            this.state = new FlatStore(FlatLayout.of(shapes));
        } catch (RuntimeException | OutOfMemoryError e) {
            values.close();
            throw e;
        }
    }

    public List<ParameterDeclaration> parameters() {
        return parameters;
    }

    public FlatStore values() {
        return values;
    }

    /** The buffers. */
    public FlatStore state() {
        return state;
    }

    /** Where backward passes leave gradients; made when first asked for. */
    public FlatStore gradients() {
        if (gradients == null) {
            gradients = new FlatStore(values.layout());
        }
        return gradients;
    }

    @Override
    public void load(Map<String, HostTensor> given) {
        VariableValues.check(parameters, buffers, given);
        given.forEach((name, value) -> (values.layout().has(name) ? values : state).write(name, value));
    }

    @Override
    public Map<String, HostTensor> export() {
        Map<String, HostTensor> all = new LinkedHashMap<>();
        parameters.forEach(parameter -> all.put(parameter.name(), values.read(parameter.name())));
        buffers.forEach(buffer -> all.put(buffer.name(), state.read(buffer.name())));
        return all;
    }

    @Override
    public String digest() {
        return VariableValues.digest(export());
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
