package org.disentangle.deeplearning4j.probe;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.disentangle.core.random.SeedStreams;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A multi-layer perceptron of Deeplearning4j with ReLUs, trained by Adam. Its weights begin as scikit-learn's do: weights and biases uniform up
 * to {@code sqrt(6 / (inputs + outputs))} of each layer, from streams named after the layer. Deeplearning4j's own generators, which belong to
 * the process, are not asked.
 */
final class Perceptron implements AutoCloseable {
    private final int inputs;
    private final int outputs;
    private final Task task;
    private final MultiLayerNetwork network;

    /** What the last layer gives. */
    enum Task {
        /** Numbers; the loss is the squared error. */
        NUMBERS(LossFunction.MSE, Activation.IDENTITY),
        /** Probabilities of classes, from one-hot targets; the loss is the cross-entropy. */
        CLASSES(LossFunction.MCXENT, Activation.SOFTMAX);

        private final LossFunction loss;
        private final Activation activation;

        Task(LossFunction loss, Activation activation) {
            this.loss = loss;
            this.activation = activation;
        }
    }

    /**
     * @param widths of the inputs, the hidden layers and the outputs
     * @param stream the beginning of the names of the streams that weights are drawn from
     */
    Perceptron(List<Integer> widths, Task task, double rate, SeedStreams streams, String stream) {
        this.inputs = widths.get(0);
        this.outputs = widths.get(widths.size() - 1);
        this.task = task;
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(0)
                .dataType(DataType.FLOAT)
                .updater(new Adam(rate))
                .list();
        for (int i = 1; i < widths.size() - 1; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(widths.get(i - 1))
                    .nOut(widths.get(i))
                    .activation(Activation.RELU)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(task.loss)
                .nIn(widths.get(widths.size() - 2))
                .nOut(outputs)
                .activation(task.activation)
                .build());
        network = new MultiLayerNetwork(layers.build());
        float[] weights = initialWeights(widths, streams, stream);
        try (INDArray first = Nd4j.createFromArray(weights).reshape(1, weights.length)) {
            network.init(first, true);
        }
    }

    /** As Deeplearning4j lays them out: of each layer the weights, all of an output's after one another, and the biases. */
    private static float[] initialWeights(List<Integer> widths, SeedStreams streams, String stream) {
        float[] all = new float[0];
        for (int layer = 1; layer < widths.size(); layer++) {
            int in = widths.get(layer - 1);
            int out = widths.get(layer);
            double bound = Math.sqrt(6.0 / (in + out));
            UniformRandomProvider random = streams.stream(stream + "/layer" + layer);
            int start = all.length;
            all = Arrays.copyOf(all, start + (in + 1) * out);
            for (int i = start; i < all.length; i++) {
                all[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        return all;
    }

    /** One step of Adam. */
    void step(Examples batch) {
        try (INDArray x = array(batch.inputs(), batch.rows(), inputs);
                INDArray y = array(batch.targets(), batch.rows(), outputs)) {
            network.fit(x, y);
        }
    }

    /** Numbers, or probabilities of classes: {@code [rows, outputs]} row by row. */
    float[] predict(Examples rows) {
        if (rows.rows() == 0) {
            return new float[0];
        }
        try (INDArray x = array(rows.inputs(), rows.rows(), inputs);
                INDArray found = network.output(x, false);
                INDArray dense = found.dup('c')) {
            return dense.data().asFloat();
        }
    }

    /** The mean over rows of the squared error (summed over outputs), or of the cross-entropy in nats. */
    double loss(Examples rows) {
        float[] predicted = predict(rows);
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            double target = rows.targets()[i];
            if (task == Task.NUMBERS) {
                sum += (predicted[i] - target) * (predicted[i] - target);
            } else if (target > 0) {
                // What is rounded to 0 would have no logarithm.
                sum -= Math.log(Math.max(predicted[i], Float.MIN_NORMAL));
            }
        }
        return sum / rows.rows();
    }

    float[] weights() {
        try (INDArray copy = network.params().dup()) {
            return copy.data().asFloat();
        }
    }

    void restore(float[] weights) {
        try (INDArray values = Nd4j.createFromArray(weights).reshape(1, weights.length)) {
            network.params().assign(values);
        }
    }

    private static INDArray array(float[] values, int rows, int width) {
        return Nd4j.createFromArray(values).reshape(rows, width);
    }

    @Override
    public void close() {
        network.close();
        // Scratch memory that Deeplearning4j keeps per thread.
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
}
