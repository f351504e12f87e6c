package org.disentangle.deeplearning4j.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;

/**
 * Informativeness in the sense of Eastwood and Williams (2018), section 2, with a multi-layer perceptron as predictor: how much of each factor
 * can be read from a block at all, bent or not. Test accuracy of categorical factors, test {@code R^2} of continuous ones (the number of {@link
 * MlpR2}); per factor, and the mean if all factors are of one kind. It is no score of {@code dci-*}, whose predictors are those that
 * importances come from.
 *
 * <p>As in DCI the mean is over the factors that have a score: one that is constant among the training or the test rows is left out, which is
 * told, and is the same whatever the codes. Where a network diverged the mean is undefined, since without that factor it would be another
 * number for these codes than for others.
 *
 * <p>Details as of {@link MlpR2}; of the mean {@code factors} (how many it is of) and {@code converged} (0 if one of them has 0).
 */
public final class MlpInformativeness implements Metric<MlpOptions> {
    public static final String NAME = "mlp-informativeness";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "How much of each factor a multi-layer perceptron reads from frozen codes, bent or not, per block";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public MlpOptions defaults() {
        return MlpOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.EASTWOOD_2018);
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public boolean portable() {
        return false;
    }

    /** A network for each block and factor, of some seconds each. */
    @Override
    public boolean onlyWhenNamed() {
        return true;
    }

    @Override
    public List<Score> score(MlpOptions options, ScoringInput input) {
        MlpScores scores = new MlpScores(NAME, input);
        List<Score> perFactor = scores.score(options, question -> true);
        boolean oneKind =
                input.factors().isEmpty() || input.continuous().factors().isEmpty();
        List<Score> all = new ArrayList<>();
        for (String block : input.train().keySet()) {
            List<Score> ofBlock = perFactor.stream()
                    .filter(score -> score.block().equals(block))
                    .toList();
            all.addAll(ofBlock);
            if (!oneKind) {
                scores.undefined(block, "", "accuracies of classes and R2 of numbers have no common mean");
            } else {
                mean(block, ofBlock, scores).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Empty where there is none, which is told with the reason. */
    private static Optional<Score> mean(String block, List<Score> scores, MlpScores told) {
        Optional<String> failed = told.failed(block);
        if (failed.isPresent()) {
            told.undefined(
                    block,
                    "",
                    "the network for '" + failed.get() + "' failed; a mean over the others would leave it out");
            return Optional.empty();
        }
        if (scores.isEmpty()) {
            told.undefined(block, "", "no factor has a score");
            return Optional.empty();
        }
        boolean converged = scores.stream()
                .flatMap(score -> Stream.ofNullable(score.details().get("converged")))
                .allMatch(value -> value > 0);
        return Optional.of(new Score(
                NAME,
                block,
                "",
                scores.stream().mapToDouble(Score::value).average().orElseThrow(),
                scores.get(0).n(),
                Map.of("factors", (double) scores.size(), "converged", converged ? 1.0 : 0.0)));
    }
}
