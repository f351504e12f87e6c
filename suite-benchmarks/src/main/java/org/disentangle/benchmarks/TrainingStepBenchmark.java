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
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
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

/** One training step by SGD with momentum. {@code scripts/peers/conv_step.py} is the peer in PyTorch, {@link ComputationGraphBenchmark} that in Deeplearning4j. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
public class TrainingStepBenchmark {
    @Param("CONV")
    public BenchmarkNetwork network = BenchmarkNetwork.CONV;

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
        Program program = network.program();
        variables = session.variables(program.parameters(), program.buffers());
        SeedStreams streams = new SeedStreams(0);
        program.parameters().forEach(parameter -> {
            float[] values = parameter.initializer().values(parameter.shape(), streams.stream(parameter.name()));
            variables.load(Map.of(parameter.name(), HostTensor.of(parameter.shape(), values)));
        });
        Shape shape = Shape.of(network.batch(), 3, BenchmarkNetwork.SIDE, BenchmarkNetwork.SIDE);
        float[] pixels = new float[shape.elements()];
        var random = streams.stream("pixels");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        images = session.upload(HostTensor.of(shape, pixels));
        step = session.training(
                program,
                variables,
                new Optimizer.Sgd(BenchmarkNetwork.RATE, BenchmarkNetwork.MOMENTUM, false, 0, false));
    }

    @Benchmark
    public double step() {
        try (StepScope scope = session.scope()) {
            step.run(Map.of("images", images), BenchmarkNetwork.RATE);
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
}
