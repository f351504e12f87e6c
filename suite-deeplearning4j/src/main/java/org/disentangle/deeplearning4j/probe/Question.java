package org.disentangle.deeplearning4j.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Standardization;
import org.disentangle.metrics.tree.Target;

/**
 * What is to be read from a block: a categorical factor, or all numbers of a continuous one.
 *
 * @param block with the training rows that are used
 * @param columns of the factor, with the same training rows: one, or one per number
 */
record Question(BlockCodes block, List<FactorColumn> columns) {

    /** Every factor from every block, blocks in board order and factors likewise. */
    static List<Question> of(ScoringInput input, int[] trainRows) {
        Map<String, List<FactorColumn>> factors = new LinkedHashMap<>();
        FactorColumn.of(input).forEach(column -> factors.computeIfAbsent(column.factor(), name -> new ArrayList<>())
                .add(column.trainedOn(trainRows)));
        List<Question> questions = new ArrayList<>();
        for (BlockCodes block : BlockCodes.finite(input)) {
            BlockCodes chosen = block.trainedOn(trainRows);
            factors.values().forEach(columns -> questions.add(new Question(chosen, columns)));
        }
        return questions;
    }

    String factor() {
        return columns.get(0).factor();
    }

    boolean categorical() {
        return columns.get(0).categorical();
    }

    boolean constantInTraining() {
        return columns.stream().allMatch(FactorColumn::constantInTraining);
    }

    /** Both splits as a network sees them. */
    record Rows(Examples train, Examples test) {}

    /** Codes and numbers standardised by the training rows; classes as one-hot rows. */
    Rows rows() {
        Standardization standardization = Standardization.of(block.train());
        return new Rows(
                new Examples(block.train().rows(), inputs(standardization, block.train()), targets(true)),
                new Examples(block.test().rows(), inputs(standardization, block.test()), targets(false)));
    }

    /** The values that a class can have, ascending: those of the training rows. */
    int[] classes() {
        return Target.of(columns.get(0)).classes();
    }

    int outputs() {
        return categorical() ? classes().length : columns.size();
    }

    private static float[] inputs(Standardization standardization, Codes codes) {
        int width = codes.dimension();
        float[] inputs = new float[codes.values().length];
        double[] row = new double[width];
        for (int i = 0; i < codes.rows(); i++) {
            standardization.read(codes.values(), i * width, row);
            for (int j = 0; j < width; j++) {
                inputs[i * width + j] = (float) row[j];
            }
        }
        return inputs;
    }

    private float[] targets(boolean training) {
        return categorical() ? oneHot(training) : numbers(training);
    }

    private float[] oneHot(boolean training) {
        int[] classes = classes();
        double[] labels = values(columns.get(0), training);
        float[] targets = new float[labels.length * classes.length];
        for (int row = 0; row < labels.length; row++) {
            int place = Arrays.binarySearch(classes, (int) labels[row]);
            if (place >= 0) {
                targets[row * classes.length + place] = 1;
            }
        }
        return targets;
    }

    private float[] numbers(boolean training) {
        int width = columns.size();
        float[] targets = new float[values(columns.get(0), training).length * width];
        for (int number = 0; number < width; number++) {
            FactorColumn column = columns.get(number);
            double mean = Arrays.stream(column.train()).average().orElse(0);
            double deviation = Math.sqrt(Arrays.stream(column.train())
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0));
            double scale = column.constantInTraining() ? 1 : 1 / deviation;
            double[] values = values(column, training);
            for (int row = 0; row < values.length; row++) {
                targets[row * width + number] = (float) ((values[row] - mean) * scale);
            }
        }
        return targets;
    }

    private static double[] values(FactorColumn column, boolean training) {
        return training ? column.train() : column.test();
    }
}
