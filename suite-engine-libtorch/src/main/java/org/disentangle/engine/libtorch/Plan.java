package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.tensor.Program;

/**
 * A program as kernel calls, in order. May be run by several threads at once.
 *
 * <p>Each value is released after its last use; what differentiation still needs, LibTorch keeps by itself.
 */
final class Plan implements AutoCloseable {
    private final Program program;
    private final List<Source> sources;
    private final List<Instruction> instructions;
    private final Form[] forms;
    private final List<Result> results;
    private final Scalar zero = new Scalar(0.0);

    /** Where a node's numbers come from when they are not computed. */
    sealed interface Source {
        int node();
    }

    record InputSource(int node, String name) implements Source {}

    /** A parameter, or a constant that the plan owns. */
    record FixedSource(int node, Tensor tensor, boolean owned) implements Source {}

    /** A buffer, as it is when the run starts. */
    record BufferSource(int node, Tensor tensor) implements Source {}

    /** @param shared whether the node's memory belongs to a source, so that a caller needs a copy */
    record Result(int node, boolean shared) {}

    /** @param forms by node id */
    Plan(Program program, List<Source> sources, List<Instruction> instructions, Form[] forms, List<Result> results) {
        this.program = program;
        this.sources = List.copyOf(sources);
        this.instructions = List.copyOf(instructions);
        this.forms = forms;
        this.results = List.copyOf(results);
    }

    Program program() {
        return program;
    }

    /**
     * Runs once, in the calling thread's gradient mode.
     *
     * @param inputs by name
     * @return the outputs in declared order, FLOAT32 ones in 32 bits; the caller owns them
     */
    List<Tensor> run(Map<String, Tensor> inputs) {
        Value[] values = new Value[forms.length];
        try {
            bind(inputs, values);
            Arguments arguments = new Arguments(values, zero);
            for (Instruction instruction : instructions) {
                execute(instruction, arguments, values);
            }
            return collect(values);
        } finally {
            for (Value value : values) {
                if (value != null) {
                    value.release();
                }
            }
        }
    }

    private void bind(Map<String, Tensor> inputs, Value[] values) {
        for (Source source : sources) {
            int node = source.node();
            if (source instanceof InputSource input) {
                Tensor given = inputs.get(input.name());
                if (given == null) {
                    throw new IllegalArgumentException(
                            "Program '" + program.name() + "' needs a value for its input '" + input.name() + "'");
                }
                values[node] = Value.borrowed(given, forms[node]);
            } else if (source instanceof FixedSource fixed) {
                values[node] = Value.borrowed(fixed.tensor(), forms[node]);
            } else if (source instanceof BufferSource buffer) {
                values[node] = Value.owned(buffer.tensor().clone(), forms[node]);
            }
        }
    }

    private void execute(Instruction instruction, Arguments arguments, Value[] values) {
        int node = instruction.node().id();
        // One scope per kernel: its temporaries go at once, views that would hold on to large memory among them.
        try (PointerScope scope = new PointerScope()) {
            arguments.moveTo(instruction.arguments());
            Tensor result = instruction.kernel().apply(arguments);
            values[node] = instruction.overwrites() >= 0
                    ? values[instruction.arguments()[instruction.overwrites()]].overwritten()
                    : Value.owned(Owned.keep(result), forms[node]);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw NativeErrors.at("program '" + program.name() + "', " + instruction.place(), e);
        }
        for (int dead : instruction.released()) {
            values[dead].release();
        }
    }

    private List<Tensor> collect(Value[] values) {
        List<Tensor> outputs = new ArrayList<>();
        try {
            for (Result result : results) {
                Value value = values[result.node()];
                boolean held = forms[result.node()] == Form.LOW || forms[result.node()] == Form.MASK;
                Tensor tensor = held ? value.float32() : value.raw();
                outputs.add(result.shared() ? tensor.clone() : Owned.keep(tensor));
            }
            return outputs;
        } catch (RuntimeException | OutOfMemoryError e) {
            outputs.forEach(Tensor::close);
            throw NativeErrors.at("program '" + program.name() + "', its outputs", e);
        }
    }

    @Override
    public void close() {
        for (Source source : sources) {
            if (source instanceof FixedSource fixed && fixed.owned()) {
                fixed.tensor().close();
            }
        }
    }
}
