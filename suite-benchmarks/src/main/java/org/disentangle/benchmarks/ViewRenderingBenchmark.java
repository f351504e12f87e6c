package org.disentangle.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.view.Augmentation;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.datasets.augmentation.ImageAugmentation;
import org.disentangle.datasets.augmentation.ViewProgram;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Drawing the numbers of a step and rendering two augmented views of each pair of {@code mnist-stl10}, 64x64, with the default
 * augmentation. The data folder is the environment variable {@code SUITE_DATA}. Peer: {@code scripts/peers/render_views.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
public class ViewRenderingBenchmark {

    /** Views are twice as many. */
    /** The other one: {@code -p engine=nd4j}. */
    @Param("libtorch")
    public String engine = "libtorch";

    @Param({"64", "128"})
    public int pairs = 128;

    private final List<DeviceTensor> uploaded = new ArrayList<>();
    private final SeedStreams streams = new SeedStreams(0);
    private final Map<String, TensorValue> inputs = new LinkedHashMap<>();

    private Session session;
    private Samples samples;
    private Augmentation augmentation;
    private Executable executable;
    private long step;

    @Setup(Level.Trial)
    public void open() {
        Engine found = Registry.load("engine", Engine.class, getClass().getClassLoader())
                .get(engine);
        session = found.open(
                new SessionOptions("cpu", Precision.FP32, Runtime.getRuntime().availableProcessors()));
        DataSet data = open(dataSets().get("mnist-stl10"));
        samples = data.samples(Split.TRAIN);
        Map<String, HostTensor> pools = data.pools(Split.TRAIN);
        pools.forEach((name, pool) -> {
            DeviceTensor tensor = session.upload(pool);
            uploaded.add(tensor);
            inputs.put(name, tensor);
        });
        augmentation = new ImageAugmentation(AugmentationOptions.DEFAULT, data);
        ViewProgram program = new ViewProgram(pools, samples, augmentation);
        executable = session.rowwise(program.build(2 * pairs), program.rowInputs(), program::build);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Registry<DataSetFamily<?>> dataSets() {
        return (Registry) Registry.load("data set", DataSetFamily.class, ViewRenderingBenchmark.class.getClassLoader());
    }

    private static <O extends Record> DataSet open(DataSetFamily<O> family) {
        return family.open(family.defaults(), Path.of(System.getenv("SUITE_DATA")));
    }

    @Benchmark
    public void render(Blackhole blackhole) {
        try (StepScope scope = session.scope()) {
            samples.sources().forEach((name, column) -> inputs.put(name, rows(column)));
            inputs.putAll(augmentation.draw(ViewPolicy.PAIR, pairs, step, streams));
            blackhole.consume(executable.run(inputs));
            step++;
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        executable.close();
        uploaded.forEach(DeviceTensor::close);
        session.close();
    }

    private HostTensor rows(int[] column) {
        int[] picked = new int[2 * pairs];
        int first = (int) (step * pairs % (samples.groups() - pairs));
        for (int i = 0; i < picked.length; i++) {
            picked[i] = column[samples.row(first + i % pairs, i / pairs)];
        }
        return HostTensor.indices(picked);
    }
}
