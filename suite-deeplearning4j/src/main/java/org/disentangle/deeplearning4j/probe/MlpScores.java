package org.disentangle.deeplearning4j.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.deeplearning4j.Backend;
import org.disentangle.metrics.tree.TrainingRows;

/** What both metrics of this package have in common: a score per block and factor. */
final class MlpScores {
    private final String metric;
    private final ScoringInput input;

    /** Blocks, and the first factor of each whose network failed. */
    private final Map<String, String> failed = new HashMap<>();

    MlpScores(String metric, ScoringInput input) {
        this.metric = metric;
        this.input = input;
    }

    /**
     * In board order. What has no score is told to the findings.
     *
     * @param asked which factors
     * @throws org.disentangle.core.UserError if a code is not finite
     */
    List<Score> score(MlpOptions options, Predicate<Question> asked) {
        int[] rows = TrainingRows.choose(input, MlpProbe.FAMILY, options.points());
        List<Question> wanted = Question.of(input, rows).stream().filter(asked).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Optional<String> missing = Backend.missing();
        List<Question> questions = new ArrayList<>();
        for (Question question : wanted) {
            Optional<String> reason = missing.or(() -> unanswerable(question));
            if (reason.isPresent()) {
                undefined(question.block().name(), question.factor(), reason.get());
            } else {
                questions.add(question);
            }
        }
        return questions.isEmpty()
                ? List.of()
                : scores(questions, new MlpProbe(options, input.streams()).answer(questions, input.threads()));
    }

    private static Optional<String> unanswerable(Question question) {
        if (question.block().train().rows() < 2) {
            return Optional.of(question.block().train().rows() + " training rows; early stopping needs at least 2");
        }
        if (question.block().test().rows() == 0) {
            return Optional.of("there are no test rows");
        }
        return question.constantInTraining() ? Optional.of("the factor is constant in training") : Optional.empty();
    }

    private List<Score> scores(List<Question> questions, List<Answer> answers) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            Answer answer = answers.get(i);
            if (question.categorical() && !answer.diverged()) {
                input.findings().predicted(metric, question.block().name(), question.factor(), answer.labels());
            }
            String block = question.block().name();
            Optional<String> failure = failure(answer);
            if (failure.isPresent()) {
                failed.putIfAbsent(block, question.factor());
                undefined(block, question.factor(), failure.get());
            } else if (Double.isNaN(answer.quality())) {
                undefined(block, question.factor(), "the factor is constant among the test rows");
            } else {
                scores.add(new Score(
                        metric,
                        block,
                        question.factor(),
                        answer.quality(),
                        question.block().test().rows(),
                        answer.details()));
            }
        }
        return scores;
    }

    /** Why the network, and not the factor, is to blame for there being no score. */
    private static Optional<String> failure(Answer answer) {
        if (answer.diverged()) {
            return Optional.of("training of the network diverged: after epoch "
                    + answer.outcome().epochs()
                    + " the loss on the rows held out is not finite; a smaller 'rate' may help");
        }
        return Double.isInfinite(answer.quality())
                ? Optional.of("the network's answers to test rows are not finite")
                : Optional.empty();
    }

    /** The first factor that a block has no score of because a network failed; empty where none did. Known once there are scores. */
    Optional<String> failed(String block) {
        return Optional.ofNullable(failed.get(block));
    }

    void undefined(String block, String factor, String reason) {
        input.findings().undefined(new Undefined(metric, block, factor, reason));
    }
}
