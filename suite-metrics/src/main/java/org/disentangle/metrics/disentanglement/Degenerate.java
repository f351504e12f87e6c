package org.disentangle.metrics.disentanglement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.registry.Citation;
import org.disentangle.metrics.Citations;
import org.disentangle.metrics.geometry.Redundancy;
import org.disentangle.metrics.probe.LinearProbe;

/**
 * How much the two halves of a whole look like each of the three degenerate solutions that Burns et al. (2021, section 4.2 and Table 7)
 * describe, in {@code 0..1}; the detail {@code found} is 1 from the value on that {@link DegenerateOptions} gives. The definitions are this
 * suite's, the paper names the kinds and prints examples. The skill of a block for a factor is its linear probe's accuracy above the best
 * constant answer, {@code (accuracy - base) / (1 - base)} and at least 0.
 *
 * <ul>
 *   <li>{@code degenerate/random}: {@code 1 - s} with s the greatest skill of the whole or a half for any factor. All is at chance, so the
 *       halves are independent for nothing.
 *   <li>{@code degenerate/rotated}: the lesser of both directions of {@code redundancy/r2}, at least 0: each half is a linear map, such as a
 *       rotation, of the other. An orthogonality of the halves does not see it.
 *   <li>{@code degenerate/duplicated}: {@code min(1, d) (1 - h)}, where d is the lesser half's skill for the easy factor over the
 *       whole's, and h the better half's skill for the hard one. The easy factor is the one for which the whole's skill is greatest,
 *       the hard one that of the others for which the better half's skill is least. Both halves hold what is easy, and none holds what is hard.
 *       0 if the whole knows nothing of the easy factor.
 * </ul>
 *
 * <p>Given for wholes that fall into exactly two blocks. Without categorical factors there is only {@code rotated}, with one there is no
 * {@code duplicated}.
 */
public final class Degenerate implements Metric<DegenerateOptions> {
    public static final String NAME = "degenerate";
    private static final String RANDOM = NAME + "/random";
    private static final String ROTATED = NAME + "/rotated";
    private static final String DUPLICATED = NAME + "/duplicated";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Whether two halves are random, rotated copies of one another, or both hold the easy factor";
    }

    @Override
    public DegenerateOptions defaults() {
        return DegenerateOptions.DEFAULT;
    }

    @Override
    public List<String> needs() {
        return List.of(LinearProbe.NAME, Redundancy.NAME);
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public Direction direction() {
        return Direction.LOWER_IS_BETTER;
    }

    @Override
    public List<Score> score(DegenerateOptions options, ScoringInput input) {
        List<Score> scores = new ArrayList<>();
        input.parts().forEach((whole, parts) -> {
            if (parts.size() == 2) {
                new Halves(options, input, whole, parts.get(0), parts.get(1)).addTo(scores);
            }
        });
        return scores;
    }

    private record Halves(DegenerateOptions options, ScoringInput input, String whole, String first, String second) {

        void addTo(List<Score> scores) {
            List<String> factors = input.factors().stream().map(Factor::name).toList();
            if (factors.isEmpty()) {
                undefined(RANDOM, "there is no categorical factor");
            } else {
                scores.add(random(factors));
            }
            rotated().ifPresentOrElse(scores::add, () -> undefined(ROTATED, "the halves do not both vary"));
            if (factors.size() < 2) {
                undefined(DUPLICATED, "an easy and a hard factor are needed");
            } else {
                scores.add(duplicated(factors));
            }
        }

        private Score random(List<String> factors) {
            double greatest = 0;
            for (String factor : factors) {
                greatest = Math.max(greatest, Math.max(skill(whole, factor), better(factor)));
            }
            return found(RANDOM, 1 - greatest, options.random(), Map.of("skill", greatest));
        }

        private Optional<Score> rotated() {
            return Skill.of(input).found(Redundancy.R2, whole, "").map(score -> {
                double forth = score.details().getOrDefault(first + ">" + second, 0.0);
                double back = score.details().getOrDefault(second + ">" + first, 0.0);
                double lesser = Math.min(1, Math.max(0, Math.min(forth, back)));
                return found(ROTATED, lesser, options.rotated(), Map.of("first", back, "second", forth));
            });
        }

        private Score duplicated(List<String> factors) {
            String easy = factors.get(0);
            for (String factor : factors) {
                if (skill(whole, factor) > skill(whole, easy)) {
                    easy = factor;
                }
            }
            double hard = 1;
            for (String factor : factors) {
                if (!factor.equals(easy)) {
                    hard = Math.min(hard, better(factor));
                }
            }
            double all = skill(whole, easy);
            double lesser = Math.min(skill(first, easy), skill(second, easy));
            double copied = all > 0 ? Math.min(1, lesser / all) : 0;
            return found(
                    DUPLICATED,
                    copied * (1 - hard),
                    options.duplicated(),
                    Map.of("easy_in_both", copied, "hard_in_better", hard));
        }

        private double better(String factor) {
            return Math.max(skill(first, factor), skill(second, factor));
        }

        private double skill(String block, String factor) {
            return Skill.of(input)
                    .on(block, factor)
                    .orElseThrow(() -> new UserError("Block '" + block + "' was not probed for factor '" + factor
                            + "'; put the metric '" + LinearProbe.NAME + "' before those that need it"));
        }

        private Score found(String name, double value, double from, Map<String, Double> more) {
            Map<String, Double> details = new TreeMap<>(more);
            details.put("found", value >= from ? 1.0 : 0.0);
            int rows = Optional.ofNullable(input.test().get(whole))
                    .map(codes -> codes.rows())
                    .orElse(0);
            return new Score(name, whole, "", value, rows, details);
        }

        private void undefined(String name, String reason) {
            input.findings().undefined(new Undefined(name, whole, "", reason));
        }
    }
}
