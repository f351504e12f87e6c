package org.disentangle.metrics.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.metric.Undefined;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.NoOptions;
import org.disentangle.testkit.RecordedFindings;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final List<Factor> FACTORS = List.of(
            new Factor("DC", "digit class", List.of("0", "1")), new Factor("BC", "background", List.of("a", "b")));

    private static Score probe(String block, String factor, double value) {
        return new Score("linear-probe", block, factor, value, 100, Map.of("converged", 1.0));
    }

    /** Table 3 of Burns et al. (2021), Hessian at 0.1. */
    private static List<Score> hessian() {
        return List.of(
                probe("z", "DC", 0.936),
                probe("z", "BC", 0.563),
                probe("z0", "DC", 0.747),
                probe("z0", "BC", 0.424),
                probe("z1", "DC", 0.575),
                probe("z1", "BC", 0.509));
    }

    private final RecordedFindings findings = new RecordedFindings();

    private ScoringInput input(List<Score> earlier, Map<String, List<String>> parts, List<Factor> factors) {
        return new ScoringInput(
                Map.of(), Map.of(), factors, Map.of(), Map.of(), parts, earlier, new SeedStreams(0), 1, findings);
    }

    @Test
    void published_gaps_follow_from_the_published_accuracies_of_the_halves() {
        List<Score> gaps =
                new Gap().score(new NoOptions(), input(hessian(), Map.of("z", List.of("z0", "z1")), FACTORS));
        assertThat(gaps).extracting(Score::block).containsExactly("z", "z");
        assertThat(gaps).extracting(Score::factor).containsExactly("DC", "BC");
        assertThat(gaps.get(0).value()).isCloseTo(0.172, within(1e-12));
        assertThat(gaps.get(1).value()).isCloseTo(0.085, within(1e-12));
        assertThat(gaps.get(1).details().get("difference")).isCloseTo(-0.085, within(1e-12));
        assertThat(gaps.get(0).n()).isEqualTo(100);
    }

    @Test
    void the_diagonal_is_a_number_about_the_whole_and_all_factors() {
        List<Score> diagonal =
                new Diagonal().score(new NoOptions(), input(hessian(), Map.of("z", List.of("z0", "z1")), FACTORS));
        assertThat(diagonal).singleElement().satisfies(score -> {
            assertThat(score.block()).isEqualTo("z");
            assertThat(score.factor()).isEmpty();
            assertThat(score.value()).isEqualTo(1);
            assertThat(score.details().get("margin")).isCloseTo(0.085, within(1e-12));
            assertThat(score.details()).containsKeys("difference_DC", "difference_BC");
        });
    }

    @Test
    void wholes_of_another_number_of_parts_have_neither_and_the_findings_say_so() {
        for (List<String> parts : List.of(List.of("z0"), List.of("z0", "z1", "z2"))) {
            ScoringInput input = input(hessian(), Map.of("z", parts), FACTORS);
            assertThat(new Gap().score(new NoOptions(), input)).isEmpty();
            assertThat(new Diagonal().score(new NoOptions(), input)).isEmpty();
        }
        assertThat(findings.undefined())
                .extracting(Undefined::metric, Undefined::block, Undefined::reason)
                .containsExactly(
                        tuple("gap", "z", "it has 1 part, not two halves"),
                        tuple("diagonal", "z", "it has 1 part, not two halves"),
                        tuple("gap", "z", "it has 3 parts, not two halves"),
                        tuple("diagonal", "z", "it has 3 parts, not two halves"));
    }

    @Test
    void one_factor_has_a_gap_and_no_diagonal() {
        ScoringInput input = input(hessian(), Map.of("z", List.of("z0", "z1")), FACTORS.subList(0, 1));
        assertThat(new Gap().score(new NoOptions(), input)).hasSize(1);
        assertThat(new Diagonal().score(new NoOptions(), input)).isEmpty();
        assertThat(findings.undefined())
                .extracting(Undefined::metric, Undefined::reason)
                .containsExactly(tuple("diagonal", "it compares two categorical factors"));
    }

    @Test
    void halves_that_were_not_probed_are_refused_with_the_fix() {
        ScoringInput input = input(List.of(), Map.of("z", List.of("z0", "z1")), FACTORS);
        assertThatThrownBy(() -> new Gap().score(new NoOptions(), input))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'z0' was not probed for factor 'DC'")
                .hasMessageContaining("put the metric 'linear-probe' before");
    }

    @Test
    void the_scores_of_other_metrics_are_not_taken_for_a_probes() {
        List<Score> mixed = new ArrayList<>();
        hessian().forEach(score -> mixed.add(new Score("knn", score.block(), score.factor(), 0.5, 100, Map.of())));
        mixed.addAll(hessian());
        List<Score> gaps = new Gap().score(new NoOptions(), input(mixed, Map.of("z", List.of("z0", "z1")), FACTORS));
        assertThat(gaps.get(0).value()).isCloseTo(0.172, within(1e-12));
    }
}
