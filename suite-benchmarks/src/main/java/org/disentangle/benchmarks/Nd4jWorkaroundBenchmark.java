package org.disentangle.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * ND4J's operations that the ND4J engine does itself for their speed alone, beside what it does instead: four million numbers, one thread. Where
 * ND4J's own is as quick, the work-around is needless; see {@code docs/engines.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class Nd4jWorkaroundBenchmark {
    private static final int NUMBERS = 1 << 22;

    /** What is computed, in the words of ND4J. */
    public enum Operation {
        /** One array where a mask is 1, another where it is 0. */
        SELECT("select"),
        /** A column, as often as the result has columns. */
        TILE("tile"),
        /** Two halves, one below the other. */
        CONCAT_ROWS("concat"),
        /** Two halves side by side. */
        CONCAT_COLUMNS("concat");

        private final String name;

        Operation(String name) {
            this.name = name;
        }
    }

    @Param
    public Operation operation = Operation.SELECT;

    /** Of the result: few long ones, or many short ones. */
    @Param({"64", "65536"})
    public int rows = 64;

    private final Map<String, DeviceTensor> inputs = new LinkedHashMap<>();
    private final List<INDArray> arrays = new ArrayList<>();
    private Session session;
    private Variables none;
    private Executable executable;
    private INDArray result;

    private int columns() {
        return NUMBERS / rows;
    }

    @Setup(Level.Trial)
    public void open() {
        session = Registry.load("engine", Engine.class, getClass().getClassLoader())
                .get("nd4j")
                .open(new SessionOptions("cpu", Precision.FP32, 1));
        none = session.variables(List.of(), List.of());
        result = Nd4j.create(DataType.FLOAT, rows, columns());
        ProgramBuilder builder = new ProgramBuilder(operation.name());
        Shape whole = Shape.of(rows, columns());
        Tensor computed =
                switch (operation) {
                    case SELECT -> {
                        Tensor mask = input(builder, "mask", whole);
                        arrays.set(0, arrays.get(0).castTo(DataType.BOOL));
                        yield input(builder, "a", whole).where(mask, input(builder, "b", whole));
                    }
                    case TILE -> input(builder, "column", Shape.of(rows, 1)).broadcastTo(whole);
                    case CONCAT_ROWS -> halves(builder, 0, Shape.of(rows / 2, columns()));
                    case CONCAT_COLUMNS -> halves(builder, 1, Shape.of(rows, columns() / 2));
                };
        builder.output("result", computed);
        executable = session.executable(builder.build(), none);
    }

    private Tensor halves(ProgramBuilder builder, int axis, Shape half) {
        return builder.concatenate(axis, List.of(input(builder, "one", half), input(builder, "other", half)));
    }

    /** Every other number is 0, the others are 1. */
    private Tensor input(ProgramBuilder builder, String name, Shape shape) {
        float[] numbers = new float[shape.elements()];
        for (int i = 1; i < numbers.length; i += 2) {
            numbers[i] = 1;
        }
        inputs.put(name, session.upload(HostTensor.of(shape, numbers)));
        arrays.add(Nd4j.createFromArray(numbers).reshape(shape.size(0), shape.size(1)));
        return builder.input(name, ElementType.FLOAT32, shape);
    }

    @Benchmark
    public DeviceTensor engine() {
        try (StepScope scope = session.scope()) {
            return Objects.requireNonNull(executable.run(inputs).get("result"));
        }
    }

    @Benchmark
    public INDArray nd4j() {
        DynamicCustomOp.DynamicCustomOpsBuilder call = DynamicCustomOp.builder(operation.name)
                .addInputs(arrays.toArray(INDArray[]::new))
                .addOutputs(result);
        switch (operation) {
            case SELECT -> {}
            case TILE -> call.addIntegerArguments(1, columns());
            case CONCAT_ROWS -> call.addIntegerArguments(0);
            case CONCAT_COLUMNS -> call.addIntegerArguments(1);
        }
        Nd4j.getExecutioner().exec(call.build());
        return result;
    }

    @TearDown(Level.Trial)
    public void close() {
        executable.close();
        inputs.values().forEach(DeviceTensor::close);
        none.close();
        session.close();
    }
}
