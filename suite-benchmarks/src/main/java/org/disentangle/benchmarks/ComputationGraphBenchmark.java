package org.disentangle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The peer of {@link TrainingStepBenchmark}: the same nets as plain Deeplearning4j graphs, as its users write them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 10)
public class ComputationGraphBenchmark {
    private static final int[] STAGE_WIDTHS = {64, 128, 256, 512};

    @Param({"CONV", "RESNET18"})
    public BenchmarkNetwork network = BenchmarkNetwork.CONV;

    private ComputationGraph graph;
    private INDArray images;
    private INDArray zeros;
    private GraphBuilder builder;
    private int layers;

    @Setup
    public void open() {
        builder = new NeuralNetConfiguration.Builder()
                .seed(0)
                .dataType(DataType.FLOAT)
                .updater(new Nesterovs(BenchmarkNetwork.RATE, BenchmarkNetwork.MOMENTUM))
                .weightInit(WeightInit.RELU)
                .graphBuilder()
                .addInputs("images")
                .setInputTypes(InputType.convolutional(BenchmarkNetwork.SIDE, BenchmarkNetwork.SIDE, 3));
        String last =
                switch (network) {
                    case CONV -> convolutions(true, Activation.RELU);
                    case CONV_NORM -> convolutions(true, Activation.IDENTITY);
                    case CONV_ALONE -> convolutions(false, Activation.IDENTITY);
                    case RESNET18 -> resnet18();
                };
        builder.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), last)
                .addLayer(
                        "outputs",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nOut(BenchmarkNetwork.OUTPUTS)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "mean")
                .setOutputs("outputs");
        graph = new ComputationGraph(builder.build());
        graph.init();
        images = Nd4j.rand(DataType.FLOAT, network.batch(), 3, BenchmarkNetwork.SIDE, BenchmarkNetwork.SIDE);
        // The mean square of the outputs is their mean squared error against zero.
        zeros = Nd4j.zeros(DataType.FLOAT, network.batch(), BenchmarkNetwork.OUTPUTS);
    }

    @Benchmark
    public double step() {
        graph.fit(new INDArray[] {images}, new INDArray[] {zeros});
        return graph.score();
    }

    private String convolutions(boolean norm, Activation activation) {
        String last = "images";
        for (int width : BenchmarkNetwork.WIDTHS) {
            String layer = convolution(last, width, 3, 2);
            last = norm ? norm(layer, activation) : layer;
        }
        return last;
    }

    private String resnet18() {
        String last = norm(convolution("images", STAGE_WIDTHS[0], 3, 1), Activation.RELU);
        for (int stage = 0; stage < STAGE_WIDTHS.length; stage++) {
            for (int block = 0; block < 2; block++) {
                last = block(last, STAGE_WIDTHS[stage], stage > 0 && block == 0 ? 2 : 1);
            }
        }
        return last;
    }

    private String block(String input, int width, int stride) {
        String first = norm(convolution(input, width, 3, stride), Activation.RELU);
        String branch = norm(convolution(first, width, 3, 1), Activation.IDENTITY);
        String shortcut = stride == 1 ? input : norm(convolution(input, width, 1, stride), Activation.IDENTITY);
        String sum = "sum" + layers++;
        builder.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), branch, shortcut);
        builder.addLayer(sum + "-relu", new ActivationLayer(Activation.RELU), sum);
        return sum + "-relu";
    }

    private String convolution(String input, int width, int kernel, int stride) {
        String name = "conv" + layers++;
        builder.addLayer(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .padding(kernel / 2, kernel / 2)
                        .nOut(width)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build(),
                input);
        return name;
    }

    private String norm(String input, Activation activation) {
        String name = input + "-norm";
        builder.addLayer(
                name,
                new BatchNormalization.Builder()
                        .eps(1e-5)
                        .decay(0.9)
                        .activation(activation)
                        .build(),
                input);
        return name;
    }
}
