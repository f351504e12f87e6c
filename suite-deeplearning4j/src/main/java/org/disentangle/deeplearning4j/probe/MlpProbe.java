package org.disentangle.deeplearning4j.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.deeplearning4j.OneThread;
import org.disentangle.metrics.Accuracy;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.regression.Determination;

/**
 * Reads factors from blocks by multi-layer perceptrons, one for each factor and block. All of them draw their weights, the order of their rows
 * and the rows held out from the same streams, so a score does not depend on which others are asked for.
 *
 * <p>Networks are trained side by side, each on one thread: their bits do not depend on the number of threads.
 */
final class MlpProbe {
    /** Rows of a call while predicting, so that activations stay small. */
    private static final int CHUNK = 4096;

    /** What the streams of both metrics are named after. */
    static final String FAMILY = "mlp";

    private static final String STREAM = "metric/" + FAMILY;

    private final MlpOptions options;
    private final SeedStreams streams;

    MlpProbe(MlpOptions options, SeedStreams streams) {
        this.options = options;
        this.streams = streams;
    }

    /**
     * Answers in the order of the questions.
     *
     * @param questions whose factors vary in training, with at least two training rows and one test row
     */
    List<Answer> answer(List<Question> questions, int threads) {
        Answer[] answers = new Answer[questions.size()];
        try (Shards workers = new Shards(threads)) {
            workers.run(
                    questions.size(),
                    (shard, worker) -> answers[shard] = OneThread.call(() -> answer(questions.get(shard))));
        }
        return List.of(answers);
    }

    private Answer answer(Question question) {
        Question.Rows rows = question.rows();
        Examples all = rows.train();
        int heldOut = Math.min(all.rows() - 1, Math.max(1, (int) Math.round(options.heldOut() * all.rows())));
        int[] order = SeedStreams.permutation(all.rows(), streams.stream(STREAM + "/held-out"));
        List<Integer> widths = new ArrayList<>();
        widths.add(question.block().train().dimension());
        widths.addAll(options.hidden());
        widths.add(question.outputs());
        Perceptron.Task task = question.categorical() ? Perceptron.Task.CLASSES : Perceptron.Task.NUMBERS;
        try (Perceptron network = new Perceptron(widths, task, options.rate(), streams, STREAM)) {
            EarlyStopping.Outcome outcome = new EarlyStopping(options.epochs(), options.patience())
                    .train(learner(
                            network,
                            all.select(Arrays.copyOfRange(order, heldOut, order.length)),
                            all.select(Arrays.copyOf(order, heldOut))));
            float[] tested = predict(network, rows.test(), question.outputs());
            float[] known = predict(network, all, question.outputs());
            int[] labels = question.categorical() ? labels(question.classes(), tested) : new int[0];
            return new Answer(
                    question.categorical()
                            ? accuracy(labels, question.columns().get(0).test())
                            : determination(rows.test(), tested, question.outputs()),
                    question.categorical()
                            ? accuracy(
                                    labels(question.classes(), known),
                                    question.columns().get(0).train())
                            : determination(all, known, question.outputs()),
                    outcome,
                    all.rows(),
                    labels);
        }
    }

    private EarlyStopping.Learner learner(Perceptron network, Examples fitted, Examples heldOut) {
        return new EarlyStopping.Learner() {
            @Override
            public void train(int epoch) {
                int[] order = SeedStreams.permutation(fitted.rows(), streams.stream(STREAM + "/order", epoch));
                for (int from = 0; from < order.length; from += options.batch()) {
                    network.step(fitted.select(
                            Arrays.copyOfRange(order, from, Math.min(order.length, from + options.batch()))));
                }
            }

            @Override
            public double loss() {
                return network.loss(heldOut);
            }

            @Override
            public float[] weights() {
                return network.weights();
            }

            @Override
            public void restore(float[] weights) {
                network.restore(weights);
            }
        };
    }

    private static float[] predict(Perceptron network, Examples rows, int outputs) {
        float[] predicted = new float[rows.rows() * outputs];
        for (int from = 0; from < rows.rows(); from += CHUNK) {
            float[] some = network.predict(rows.slice(from, Math.min(CHUNK, rows.rows() - from)));
            System.arraycopy(some, 0, predicted, from * outputs, some.length);
        }
        return predicted;
    }

    /** The likeliest class of each row; of equals the first. */
    private static int[] labels(int[] classes, float[] probabilities) {
        int[] labels = new int[probabilities.length / classes.length];
        for (int row = 0; row < labels.length; row++) {
            int best = 0;
            for (int place = 1; place < classes.length; place++) {
                if (probabilities[row * classes.length + place] > probabilities[row * classes.length + best]) {
                    best = place;
                }
            }
            labels[row] = classes[best];
        }
        return labels;
    }

    private static double accuracy(int[] labels, double[] wanted) {
        return Accuracy.of(Arrays.stream(labels).asDoubleStream().toArray(), wanted);
    }

    /** The mean over numbers that vary; NaN if none does. */
    private static double determination(Examples rows, float[] predicted, int outputs) {
        double sum = 0;
        int defined = 0;
        for (int number = 0; number < outputs; number++) {
            double quality =
                    Determination.of(column(rows.targets(), number, outputs), column(predicted, number, outputs));
            if (!Double.isNaN(quality)) {
                sum += quality;
                defined++;
            }
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }

    private static double[] column(float[] values, int number, int width) {
        double[] column = new double[values.length / width];
        for (int row = 0; row < column.length; row++) {
            column[row] = values[row * width + number];
        }
        return column;
    }
}
