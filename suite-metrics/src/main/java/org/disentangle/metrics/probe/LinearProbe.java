package org.disentangle.metrics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.Shards;

/**
 * Test accuracy in {@code 0..1} of a linear classifier for each factor on each block (Burns et al. 2021, section 3: separate
 * linear classifiers per factor on frozen features). The paper leaves the classifier's training open; ours is {@link
 * LogisticRegression}, converged, on un-augmented codes of all rows.
 *
 * <p>Details of a score: {@code chance} (1/cardinality) and {@code majority} (share of the most frequent class among the test
 * rows), which tell how little an accuracy may mean; {@code train_accuracy}, {@code train_rows}, {@code classes_seen} and
 * {@code constant_columns} in training, which show a collapse; {@code iterations}, {@code evaluations}, {@code objective},
 * {@code gradient_norm}, and {@code converged}: 1, or 0 if the fit ended outside its tolerance, and then the score is not to be
 * trusted.
 */
public final class LinearProbe implements RowProbe<LogisticRegression> {
    public static final String NAME = "linear-probe";
    /** The detail that says whether the fit behind a score is within its tolerance. */
    public static final String CONVERGED = "converged";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Test accuracy of multinomial logistic regression on frozen codes, per block and factor";
    }

    @Override
    public LogisticRegression defaults() {
        return LogisticRegression.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.ALAIN_2016, Citations.BURNS_2021);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public List<Score> score(LogisticRegression options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        try (Shards threads = new Shards(input.threads())) {
            Run run = new Run(input.streams(), threads, input.findings(), Passes.UNHEARD);
            for (BlockCodes block : BlockCodes.of(input)) {
                for (Factor factor : input.factors()) {
                    Rows rows = new Rows(
                            CodeRows.of(block.train()),
                            ClassLabels.of(factor, input.trainLabels()),
                            CodeRows.of(block.test()),
                            ClassLabels.of(factor, input.testLabels()));
                    scores.add(score(options, rows, run).orElseThrow());
                }
            }
        }
        return scores;
    }

    @Override
    public Optional<Score> score(LogisticRegression options, Rows rows, Run run) {
        ClassLabels trainLabels = rows.trainLabels();
        ClassLabels testLabels = rows.testLabels();
        LogisticRegression.Fit fit = options.fit(rows.train(), trainLabels, run.threads(), run.passes());
        LogisticModel model = fit.model();
        Map<String, Double> details = new TreeMap<>();
        details.put("chance", 1.0 / testLabels.cardinality());
        details.put("majority", testLabels.majorityRate());
        details.put("train_accuracy", trainLabels.accuracy(model.predict(rows.train(), "training", run.threads())));
        details.put("train_rows", (double) trainLabels.rows());
        details.put("classes_seen", (double) model.classes().length);
        details.put("constant_columns", (double) model.constantColumns());
        details.put("iterations", (double) fit.iterations());
        details.put("evaluations", (double) fit.evaluations());
        details.put("objective", fit.objective());
        details.put("gradient_norm", fit.gradientNorm());
        details.put(CONVERGED, fit.converged() ? 1.0 : 0.0);
        int[] predicted = model.predict(rows.test(), "test", run.threads());
        String block = rows.train().block();
        run.findings().predicted(NAME, block, testLabels.factor(), predicted);
        double accuracy = testLabels.accuracy(predicted);
        return Optional.of(new Score(NAME, block, testLabels.factor(), accuracy, testLabels.rows(), details));
    }
}
