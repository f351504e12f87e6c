package org.disentangle.deeplearning4j.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * <p>Details as of {@link MlpR2}; of the mean, {@code converged} alone: 0 if one of its factors has 0.
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
                ofBlock.stream().mapToDouble(Score::value).average().ifPresent(mean -> all.add(mean(ofBlock, mean)));
            }
        }
        return all;
    }

    private static Score mean(List<Score> scores, double mean) {
        Score first = scores.get(0);
        boolean converged = scores.stream()
                .flatMap(score -> Stream.ofNullable(score.details().get("converged")))
                .allMatch(value -> value > 0);
        return new Score(NAME, first.block(), "", mean, first.n(), Map.of("converged", converged ? 1.0 : 0.0));
    }
}
