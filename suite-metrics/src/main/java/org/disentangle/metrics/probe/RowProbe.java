package org.disentangle.metrics.probe;

import java.util.Optional;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.Shards;

/**
 * A probe that holds a few rows of codes at a time, and so scores codes of any size.
 *
 * @param <O> its settings
 */
public interface RowProbe<O extends Record> extends Metric<O> {

    /** Codes of one block and labels of one factor. */
    record Rows(CodeRows train, ClassLabels trainLabels, CodeRows test, ClassLabels testLabels) {}

    /**
     * What a run of a probe has beside its rows.
     *
     * @param streams of what it draws
     * @param findings receives what else is found
     */
    record Run(SeedStreams streams, Shards threads, Findings findings, Passes passes) {}

    /** Hears of each pass over the training rows in the course of a fit. */
    @FunctionalInterface
    interface Passes {
        Passes UNHEARD = (number, objective, gradientNorm) -> {};

        /**
         * @param number from 1, in each fit
         * @param objective that is minimised, at the point looked at
         * @param gradientNorm largest absolute component of its gradient
         */
        void passed(int number, double objective, double gradientNorm);
    }

    /**
     * The same bits as {@link #score(Record, org.disentangle.core.metric.ScoringInput)} gives for the block and factor; none if the
     * findings say why the score is undefined.
     *
     * @throws org.disentangle.core.UserError if a code is not finite
     */
    Optional<Score> score(O options, Rows rows, Run run);
}
