package org.disentangle.metrics.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.NoOptions;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.Test;

class StyleRetentionTest {
    private final RecordedFindings findings = new RecordedFindings();

    private List<Score> scores(List<String> parts, List<Score> earlier) {
        Map<String, Codes> codes = new LinkedHashMap<>();
        codes.put("z", new Codes("z", new float[12], 6, 2));
        return new StyleRetention()
                .score(
                        new NoOptions(),
                        new ScoringInput(
                                codes,
                                codes,
                                List.of(new Factor("color", "color", List.of("0", "1", "2", "3", "4"))),
                                Map.of(),
                                Map.of(),
                                new ContinuousTargets(
                                        List.of(new ContinuousFactor("scale", "scale", 1)), Map.of(), Map.of()),
                                Assignments.NONE,
                                Map.of("z", parts),
                                earlier,
                                new SeedStreams(0),
                                1,
                                findings));
    }

    private static Score probe(String block, double accuracy) {
        return new Score("linear-probe", block, "color", accuracy, 6, Map.of("chance", 0.2, "majority", 0.2));
    }

    private static Score r2(String block, double value) {
        return new Score("linear-r2", block, "scale", value, 6, Map.of());
    }

    private static final List<String> PARTS = List.of("content", "style/color", "style/scale");

    @Test
    void it_is_the_best_style_space_above_guessing_over_the_whole_above_guessing() {
        List<Score> scores = scores(
                PARTS,
                List.of(
                        probe("z", 0.8),
                        probe("content", 0.3),
                        probe("style/color", 0.65),
                        probe("style/scale", 0.1),
                        r2("z", 0.5),
                        r2("content", -0.3),
                        r2("style/color", 0.1),
                        r2("style/scale", 0.4)));
        assertThat(scores).hasSize(2);
        assertThat(scores.get(0).value()).isCloseTo(0.75, within(1e-12));
        assertThat(scores.get(0).details().get("content")).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(scores.get(0).details()).containsEntry("style/scale", 0.0);
        assertThat(scores.get(1).value()).isCloseTo(0.8, within(1e-12));
        assertThat(scores.get(1).details()).containsEntry("content", 0.0);
        assertThat(scores.get(1).n()).isEqualTo(6);
    }

    @Test
    void where_the_whole_knows_nothing_there_is_no_share_of_it() {
        assertThat(scores(PARTS, List.of(probe("z", 0.2), r2("z", -1)))).isEmpty();
        assertThat(findings.undefined()).extracting(Undefined::factor).containsExactly("color", "scale");
    }

    @Test
    void numbered_halves_have_none() {
        assertThat(scores(List.of("z0", "z1"), List.of())).isEmpty();
        assertThat(findings.undefined()).isEmpty();
    }

    @Test
    void it_asks_for_the_probe() {
        assertThatThrownBy(() -> scores(PARTS, List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("linear-probe");
    }
}
