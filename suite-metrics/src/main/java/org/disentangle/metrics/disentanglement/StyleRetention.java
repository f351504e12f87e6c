package org.disentangle.metrics.disentanglement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.NoOptions;
import org.disentangle.metrics.probe.LinearProbe;
import org.disentangle.metrics.regression.LinearR2;

/**
 * How much of what the whole knows of a factor the best single style space knows alone: the greatest skill of a block {@code style/...} over
 * the whole's. Skill is the linear probe's accuracy above the best constant answer, {@code (accuracy - base) / (1 - base)}, for a categorical
 * factor and {@code linear-r2} for a continuous one, both at least 0. About 1 where one style space holds all, 0 where none holds anything, above
 * 1 where a style space is the better one, as may happen with few rows.
 *
 * <p>For a factor of style one wants 1, for one of content 0, so the score is a description. It is the suite's own measure in the spirit of Eastwood
 * et al. (2023), whose definition of retained style is not published in numbers. Given for wholes with blocks named {@code style/...}; named
 * after the whole. Details: {@code content} (the same of the block {@code content}, where there is one), {@code whole} (its skill), and each
 * style block's share. Where the whole knows nothing there is no score.
 */
public final class StyleRetention implements Metric<NoOptions> {
    public static final String NAME = "style-retention";
    private static final String CONTENT = "content";
    private static final String STYLE = "style/";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Share of the whole's knowledge of a factor that the best style space holds alone";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public List<String> needs() {
        return List.of(LinearProbe.NAME, LinearR2.NAME);
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.EASTWOOD_2023);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public List<Score> score(NoOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        List<String> factors = Stream.concat(
                        input.factors().stream().map(Factor::name),
                        input.continuous().factors().stream().map(ContinuousFactor::name))
                .toList();
        input.parts().forEach((whole, parts) -> {
            List<String> styles =
                    parts.stream().filter(part -> part.startsWith(STYLE)).toList();
            if (!styles.isEmpty()) {
                for (String factor : factors) {
                    score(input, whole, parts, styles, factor).ifPresent(scores::add);
                }
            }
        });
        return scores;
    }

    private static Optional<Score> score(
            ScoringInput input, String whole, List<String> parts, List<String> styles, String factor) {
        Skill skill = Skill.of(input);
        Optional<Double> all = skill.on(whole, factor);
        if (all.isEmpty()) {
            if (input.factors().stream().anyMatch(known -> known.name().equals(factor))) {
                throw new UserError("Block '" + whole + "' was not probed for factor '" + factor + "'; put the metric '"
                        + LinearProbe.NAME + "' before those that need it");
            }
            return undefined(input, whole, factor, "there is no " + LinearR2.NAME + " of the whole for it");
        }
        if (!(all.get() > 0)) {
            return undefined(input, whole, factor, "the whole knows nothing of it");
        }
        Map<String, Double> details = new TreeMap<>();
        details.put("whole", all.get());
        double best = 0;
        for (String style : styles) {
            double share = skill.on(style, factor).orElse(0.0) / all.get();
            details.put(style, share);
            best = Math.max(best, share);
        }
        if (parts.contains(CONTENT)) {
            details.put(CONTENT, skill.on(CONTENT, factor).orElse(0.0) / all.get());
        }
        int rows = Objects.requireNonNull(input.test().get(whole), whole).rows();
        return Optional.of(new Score(NAME, whole, factor, best, rows, details));
    }

    private static Optional<Score> undefined(ScoringInput input, String whole, String factor, String reason) {
        input.findings().undefined(new Undefined(NAME, whole, factor, reason));
        return Optional.empty();
    }
}
