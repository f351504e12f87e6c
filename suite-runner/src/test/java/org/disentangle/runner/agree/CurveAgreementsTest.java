package org.disentangle.runner.agree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Engine;
import org.disentangle.runner.experiment.LineNames;
import org.junit.jupiter.api.Test;

/** Learning curves of engines, held against what a rounding does. */
class CurveAgreementsTest {
    private static final Engine LIBTORCH = TinyTrial.ENGINES.get("libtorch");

    private static CurveAgreement curves(List<Engine> engines) {
        TinyTrial trial = TinyTrial.of("simclr");
        return CurveAgreements.of(
                trial.planned(),
                trial.spec(),
                trial.data(),
                engines.stream().map(EngineOnDevice::onCpu).toList(),
                30);
    }

    private static CurveAgreement of(double[] first, double[] other, double[] rounded) {
        Map<String, double[]> losses = new LinkedHashMap<>();
        losses.put("one", first);
        losses.put("other", other);
        return new CurveAgreement(new LineNames.Line("data", "method", Map.of()), 0, losses, List.of(rounded));
    }

    @Test
    void engines_learn_alike_from_the_same_weights_and_views_and_stop_before_the_training_ends() {
        CurveAgreement agreement = curves(List.copyOf(TinyTrial.ENGINES.all()));

        assertThat(agreement.steps()).isEqualTo(30);
        assertThat(agreement.losses()).containsOnlyKeys("libtorch", "nd4j");
        agreement.losses().values().forEach(curve -> {
            assertThat(curve[0]).isCloseTo(agreement.losses().get("libtorch")[0], within(1e-4));
            assertThat(curve[29]).isLessThan(curve[0]);
        });
        assertThat(agreement.noise()).isPositive();
        assertThat(agreement.agrees())
                .as(CurveText.markdown(List.of(agreement)))
                .isTrue();
    }

    @Test
    void an_engine_that_learns_at_another_rate_is_found_though_its_first_step_is_right() {
        Engine faster = new DistortedEngine(LIBTORCH, DistortedEngine.rate(1.5));

        CurveAgreement agreement = curves(List.of(LIBTORCH, faster));

        assertThat(agreement.losses().get("distorted")[0])
                .isEqualTo(agreement.losses().get("libtorch")[0]);
        assertThat(agreement.agrees()).isFalse();
        assertThat(CurveText.markdown(List.of(agreement))).contains("**differs**");
    }

    @Test
    void a_training_that_diverges_on_one_engine_agrees_with_nothing() {
        Engine exploding = new DistortedEngine(LIBTORCH, DistortedEngine.rate(1e30));

        CurveAgreement agreement = curves(List.of(LIBTORCH, exploding));

        assertThat(agreement.agrees()).isFalse();
        assertThat(CurveText.json(agreement)).containsEntry("apart", null);
    }

    @Test
    void distances_are_means_over_steps_relative_to_the_size_of_the_loss() {
        CurveAgreement agreement = of(new double[] {4, -4}, new double[] {4.4, -4.1}, new double[] {4.1, -4.1});

        assertThat(agreement.apart()).isCloseTo(0.5 / 8, within(1e-12));
        assertThat(agreement.noise()).isCloseTo(0.2 / 8, within(1e-12));
        assertThat(agreement.agrees()).isTrue();
        assertThat(of(new double[] {4, -4}, new double[] {4.5, -4.2}, new double[] {4.1, -4.1})
                        .agrees())
                .isFalse();
    }

    @Test
    void where_roundings_would_excuse_a_tenth_of_the_loss_no_curve_agrees_and_the_table_says_why() {
        CurveAgreement agreement = of(new double[] {4, 4}, new double[] {4, 4.1}, new double[] {4.15, 4.15});

        assertThat(agreement.apart()).isLessThan(agreement.noise());
        assertThat(agreement.agrees()).isFalse();
        assertThat(CurveText.markdown(List.of(agreement))).contains("take fewer steps");
        assertThat(of(new double[] {4, 4}, new double[] {4, 4.1}, new double[] {4.12, 4.12})
                        .agrees())
                .isTrue();
    }
}
