package org.disentangle.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.training.Optimizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training step of a small conv net: four 3x3 convolutions of stride 2 (3 → 32 → 64 → 128 → 256) with batch norm and ReLU, mean
 * pool, a linear layer to 16 numbers, the mean of their squares as the loss, SGD with momentum; 128 images of 64x64. The same as
 * {@code scripts/peers/conv_step.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
public class TrainingStepBenchmark {
    private static final int BATCH = 128;
    private static final int SIDE = 64;
    private static final int[] WIDTHS = {32, 64, 128, 256};

    @Param({"FP32", "BF16"})
    public Precision precision = Precision.FP32;

    /** The other one: {@code -p engine=nd4j}, which takes FP32 alone. */
    @Param("libtorch")
    public String engine = "libtorch";

    @Param("cpu")
    public String device = "cpu";

    private Session session;
    private DeviceTensor images;
    private Variables variables;
    private TrainingStep step;

    @Setup(Level.Trial)
    public void open() {
        Engine found = Registry.load("engine", Engine.class, getClass().getClassLoader())
                .get(engine);
        session = found.open(
                new SessionOptions(device, precision, Runtime.getRuntime().availableProcessors()));
        Program program = program();
        variables = session.variables(program.parameters(), program.buffers());
        SeedStreams streams = new SeedStreams(0);
        program.parameters().forEach(parameter -> {
            float[] values = parameter.initializer().values(parameter.shape(), streams.stream(parameter.name()));
            variables.load(Map.of(parameter.name(), HostTensor.of(parameter.shape(), values)));
        });
        Shape shape = Shape.of(BATCH, 3, SIDE, SIDE);
        float[] pixels = new float[shape.elements()];
        var random = streams.stream("pixels");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        images = session.upload(HostTensor.of(shape, pixels));
        step = session.training(program, variables, new Optimizer.Sgd(0.01, 0.9, false, 0, false));
    }

    @Benchmark
    public double step() {
        try (StepScope scope = session.scope()) {
            step.run(Map.of("images", images), 0.01);
            return Objects.requireNonNull(step.scalars().get("loss"));
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        step.close();
        variables.close();
        images.close();
        session.close();
    }

    private static Program program() {
        ProgramBuilder builder = new ProgramBuilder("conv step");
        Tensor x = builder.input("images", ElementType.FLOAT32, Shape.of(BATCH, 3, SIDE, SIDE));
        for (int i = 0; i < WIDTHS.length; i++) {
            x = builder.convolution("conv" + i, x, WIDTHS[i], 3, 2, 1);
            x = builder.batchNorm("norm" + i, x, Mode.TRAINING, 0.1, 1e-5, 1).relu();
        }
        Tensor z =
                builder.linear("linear", x.reduceKeeping(ReduceKind.MEAN, 2, 3).reshape(BATCH, 256), 16, true);
        builder.output("loss", z.square().mean());
        return builder.build();
    }
}
