package org.disentangle.deeplearning4j.probe;

import java.util.ArrayList;
import java.util.List;
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
            if (question.categorical()) {
                input.findings().predicted(metric, question.block().name(), question.factor(), answer.labels());
            }
            if (Double.isInfinite(answer.quality())) {
                undefined(
                        question.block().name(),
                        question.factor(),
                        "the network's answers to test rows are not finite");
            } else if (Double.isNaN(answer.quality())) {
                undefined(question.block().name(), question.factor(), "the factor is constant among the test rows");
            } else {
                scores.add(new Score(
                        metric,
                        question.block().name(),
                        question.factor(),
                        answer.quality(),
                        question.block().test().rows(),
                        answer.details()));
            }
        }
        return scores;
    }

    void undefined(String block, String factor, String reason) {
        input.findings().undefined(new Undefined(metric, block, factor, reason));
    }
}
