package org.disentangle.runner.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.agree.StepAgreement.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine on the class path against double precision and against each other, for every method that is trained. */
class StepAgreementsTest {
    private static final Registry<Engine> ENGINES = TinyTrial.ENGINES;

    private static StepAgreement agreement(String method, List<Engine> engines) {
        TinyTrial trial = TinyTrial.of(method);
        return StepAgreements.of(
                trial.planned(),
                trial.spec(),
                trial.data(),
                engines.stream().map(EngineOnDevice::onCpu).toList(),
                note -> {});
    }

    private static Quantity quantity(StepAgreement agreement, String what) {
        return agreement.quantities().stream()
                .filter(quantity -> quantity.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** Settings without which a method does not fit this data set, or takes long. */
    private static final Map<String, String> NEEDED = Map.of(
            "hessian", "embedding: 4",
            "multi-space", "style_groups: [color], embedding: 8",
            "ip-irm", "embedding: 8, search: {batch: 16, epochs: 1}",
            "ip-irm-mixup", "embedding: 8, search: {batch: 16, epochs: 1}");

    /** Every method on the class path that is trained, and forms of them that compute something else. */
    static Stream<String> methods() {
        Stream<String> all = TinyTrial.CATALOG.methods().all().stream()
                .map(Component::name)
                .filter(name -> !name.equals("random"))
                .map(name -> NEEDED.containsKey(name) ? "{name: " + name + ", " + NEEDED.get(name) + "}" : name);
        return Stream.concat(
                all,
                Stream.of(
                        "{name: multi-space, style_groups: [color], embedding: 8, form: vicreg}",
                        "{name: multi-space, style_groups: [color], embedding: 8, form: standardized}"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void engines_compute_what_double_precision_computes_and_gradients_are_the_slopes_of_the_loss(String method) {
        StepAgreement agreement = agreement(method, List.copyOf(ENGINES.all()));

        assertThat(agreement.quantities())
                .extracting(Quantity::what)
                .contains("views", "r", "loss", "statistics", "gradient");
        assertThat(agreement.quantities()).allSatisfy(quantity -> {
            assertThat(quantity.errors()).as(quantity.what()).hasSameSizeAs(agreement.engines());
            assertThat(quantity.agrees()).as(quantity.toString()).isTrue();
        });
    }

    @Test
    void an_engine_with_one_wrong_number_in_a_gradient_is_found_with_the_parameter() {
        Engine right = ENGINES.get("libtorch");
        Engine wrong =
                new DistortedEngine(right, DistortedEngine.gradient("encoder/layer1/conv/weight", value -> value + 2));

        StepAgreement agreement = agreement("simclr", List.of(right, wrong));

        assertThat(agreement.agrees()).isFalse();
        Quantity gradient = quantity(agreement, "gradient");
        assertThat(gradient.worst()).isEqualTo("encoder/layer1/conv/weight");
        assertThat(gradient.apart()).isGreaterThan(StepAgreements.GRADIENT);
        assertThat(gradient.errors().get("libtorch")).isLessThan(StepAgreements.GRADIENT);
        assertThat(gradient.errors().get("distorted")).isGreaterThan(StepAgreements.GRADIENT);
        assertThat(quantity(agreement, "loss").agrees()).isTrue();
        assertThat(StepText.markdown(List.of(agreement)))
                .contains("**differs**", "gradient (encoder/layer1/conv/weight)");
    }

    @Test
    void an_engine_that_is_wrong_alone_is_found_by_double_precision() {
        Engine wrong = new DistortedEngine(
                ENGINES.get("libtorch"),
                DistortedEngine.gradient("encoder/layer0/norm/scale", value -> -3 * value - 1));

        StepAgreement agreement = agreement("infomin", List.of(wrong));

        assertThat(agreement.agrees()).isFalse();
        assertThat(quantity(agreement, "gradient").apart()).isNull();
        assertThat(quantity(agreement, "gradient").worst()).isEqualTo("encoder/layer0/norm/scale");
    }

    /** Losses and gradients of training never see them; frozen codes do. */
    @Test
    void an_engine_that_moves_its_running_variance_otherwise_is_found_though_its_loss_and_gradient_are_right() {
        Engine right = ENGINES.get("libtorch");
        String name = "encoder/layer0/norm/running_variance";
        // Of 12 images of 8 x 8, the variance with divisor n.
        Engine biased =
                new DistortedEngine(right, DistortedEngine.buffer(name, variance -> variance * (1 - 1.0 / 768)));

        StepAgreement agreement = agreement("simclr", List.of(right, biased));

        assertThat(quantity(agreement, "gradient").agrees()).isTrue();
        assertThat(quantity(agreement, "statistics").agrees()).isFalse();
        assertThat(quantity(agreement, "statistics").worst()).isEqualTo(name);
        assertThat(quantity(agreement, "statistics").errors().get("libtorch")).isLessThan(StepAgreements.DEEP);
    }

    /** The off-diagonal term of the Barlow twins counts with a weight of half a percent. */
    @Test
    void a_term_that_is_reported_without_its_small_weight_does_not_widen_the_bound_of_the_loss() {
        Engine wrong =
                new DistortedEngine(ENGINES.get("libtorch"), DistortedEngine.output("loss", value -> value * 1.0003));

        StepAgreement agreement = agreement("barlow-twins", List.of(wrong));

        assertThat(quantity(agreement, "loss").agrees()).isFalse();
    }

    @Test
    void a_number_that_is_none_agrees_with_nothing() {
        Engine right = ENGINES.get("libtorch");
        Engine wrong =
                new DistortedEngine(right, DistortedEngine.gradient("encoder/layer0/conv/weight", value -> Double.NaN));

        StepAgreement agreement = agreement("simclr", List.of(right, wrong));

        assertThat(agreement.agrees()).isFalse();
        assertThat(quantity(agreement, "gradient").worst()).isEqualTo("encoder/layer0/conv/weight");
        List<Object> printed = new ArrayList<>(StepText.json(List.of(agreement)));
        assertThat(printed).hasSize(1).allMatch(each -> each.toString().contains("distorted=null"));
    }
}
