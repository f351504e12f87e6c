package org.disentangle.metrics.partition;

import java.util.Arrays;

/**
 * How often cells and labels, or two other kinds of classes, come together. Entropies and mutual information are those of the counts (plug-in estimates), in
 * nats.
 */
public final class Contingency {
    private final double[][] counts;
    private final double[] cells;
    private final double[] labels;
    private final double n;

    /**
     * @param cells from 0, of each group
     * @param labels from 0, of each group
     */
    public Contingency(int[] cells, int[] labels) {
        if (cells.length != labels.length) {
            throw new IllegalArgumentException(cells.length + " cells, " + labels.length + " labels");
        }
        int cellCount = Arrays.stream(cells).max().orElse(0) + 1;
        int labelCount = Arrays.stream(labels).max().orElse(0) + 1;
        counts = new double[cellCount][labelCount];
        this.cells = new double[cellCount];
        this.labels = new double[labelCount];
        n = cells.length;
        for (int i = 0; i < cells.length; i++) {
            counts[cells[i]][labels[i]]++;
            this.cells[cells[i]]++;
            this.labels[labels[i]]++;
        }
    }

    /** The sum over cells and labels of {@code p log(p / (p_cell p_label))}; 0 where rounding would make it less. */
    public double information() {
        return information(0);
    }

    /** The same over the pairs alone that make up at least so large a share of all. */
    public double information(double leastShare) {
        double sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            for (int label = 0; label < labels.length; label++) {
                double count = counts[cell][label];
                if (count > 0 && count / n >= leastShare) {
                    sum += count / n * Math.log(count * n / (cells[cell] * labels[label]));
                }
            }
        }
        return Math.max(0, sum);
    }

    double cellEntropy() {
        return entropy(cells);
    }

    double labelEntropy() {
        return entropy(labels);
    }

    /** Cells that hold at least one group. */
    int occupiedCells() {
        return occupied(cells);
    }

    /**
     * What the estimate would be on average if cells and labels had nothing to do with each other, to first order: {@code (a - 1)(b -
     * 1) / (2 n)} with a cells and b labels that occur (Miller 1955).
     */
    double bias() {
        return (occupied(cells) - 1.0) * (occupied(labels) - 1.0) / (2 * n);
    }

    private double entropy(double[] margin) {
        double sum = 0;
        for (double count : margin) {
            if (count > 0) {
                sum -= count / n * Math.log(count / n);
            }
        }
        return sum;
    }

    private static int occupied(double[] margin) {
        return (int) Arrays.stream(margin).filter(count -> count > 0).count();
    }
}
