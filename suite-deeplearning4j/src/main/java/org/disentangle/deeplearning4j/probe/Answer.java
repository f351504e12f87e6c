package org.disentangle.deeplearning4j.probe;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a perceptron made of a question.
 *
 * @param quality on the test rows: accuracy of classes, {@code R^2} of numbers (mean over those that vary; NaN if none does)
 * @param train the same on all training rows that were used, those held out among them
 * @param labels that were predicted of the test rows; empty for numbers
 */
record Answer(double quality, double train, EarlyStopping.Outcome outcome, int points, int[] labels) {

    boolean diverged() {
        return outcome.end() == EarlyStopping.End.DIVERGED;
    }

    /** Of one that did not diverge. */
    Map<String, Double> details() {
        Map<String, Double> details = new TreeMap<>();
        details.put("points", (double) points);
        details.put("epochs", (double) outcome.epochs());
        details.put("best_epoch", (double) outcome.best());
        details.put("held_out_loss", outcome.loss());
        details.put("train", train);
        details.put("converged", outcome.converged() ? 1.0 : 0.0);
        return details;
    }
}
