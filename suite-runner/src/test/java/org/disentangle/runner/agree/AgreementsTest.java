package org.disentangle.runner.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.agree.Agreement.Quantity;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.json.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every engine on the class path against double precision and against each other, for every method that is trained. */
class AgreementsTest {
    private static final String PICTURES = """
            name: agree
            data: {name: color-dsprites, side: 16, supersampling: 1, train_images: 64, test_images: 16}
            methods:
              - %s
            seeds: [3]
            encoder: {name: conv, widths: [4, 8]}
            training: {batch: 6}
            """;

    private static final Catalog CATALOG = Catalog.load(AgreementsTest.class.getClassLoader());
    private static final Registry<Engine> ENGINES = CATALOG.engines();

    private static Agreement agreement(String experiment, List<Engine> engines) {
        Experiment read = new ExperimentReader(CATALOG).read(YamlReader.read("test", experiment));
        Plan plan = Planner.plan(read, engines.get(0).name(), Precision.FP32);
        TrialSpec spec = TrialSpecs.read(Tree.of("plan", plan.trials().get(0).spec()), CATALOG);
        DataSet data = spec.data().open(Path.of("."));
        return Agreements.of(plan.trials().get(0), spec, data, engines);
    }

    private static Quantity quantity(Agreement agreement, String what) {
        return agreement.quantities().stream()
                .filter(quantity -> quantity.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simclr",
                "sub-infomax",
                "infomin",
                "ortho",
                "ortho-perm",
                "{name: hessian, embedding: 4}",
                "supervised",
                "{name: multi-space, style_groups: [color], embedding: 8}",
                "{name: multi-space, style_groups: [color], embedding: 8, form: vicreg}",
                "{name: multi-space, style_groups: [color], embedding: 8, form: standardized}",
                "{name: ip-irm, embedding: 8, search: {batch: 16, epochs: 1}}",
            })
    void engines_compute_what_double_precision_computes_and_gradients_are_the_slopes_of_the_loss(String method) {
        Agreement agreement = agreement(PICTURES.formatted(method), List.copyOf(ENGINES.all()));

        assertThat(agreement.quantities()).extracting(Quantity::what).contains("views", "r", "loss", "gradient");
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

        Agreement agreement = agreement(PICTURES.formatted("simclr"), List.of(right, wrong));

        assertThat(agreement.agrees()).isFalse();
        Quantity gradient = quantity(agreement, "gradient");
        assertThat(gradient.worst()).isEqualTo("encoder/layer1/conv/weight");
        assertThat(gradient.apart()).isGreaterThan(Agreements.GRADIENT);
        assertThat(gradient.errors().get("libtorch")).isLessThan(Agreements.GRADIENT);
        assertThat(gradient.errors().get("distorted")).isGreaterThan(Agreements.GRADIENT);
        assertThat(quantity(agreement, "loss").agrees()).isTrue();
        assertThat(AgreementText.markdown(List.of(agreement)))
                .contains("**differs**", "gradient (encoder/layer1/conv/weight)");
    }

    @Test
    void an_engine_that_is_wrong_alone_is_found_by_double_precision() {
        Engine wrong = new DistortedEngine(
                ENGINES.get("libtorch"),
                DistortedEngine.gradient("encoder/layer0/norm/scale", value -> -3 * value - 1));

        Agreement agreement = agreement(PICTURES.formatted("infomin"), List.of(wrong));

        assertThat(agreement.agrees()).isFalse();
        assertThat(quantity(agreement, "gradient").apart()).isNull();
        assertThat(quantity(agreement, "gradient").worst()).isEqualTo("encoder/layer0/norm/scale");
    }

    @Test
    void a_number_that_is_none_agrees_with_nothing() {
        Engine right = ENGINES.get("libtorch");
        Engine wrong =
                new DistortedEngine(right, DistortedEngine.gradient("encoder/layer0/conv/weight", value -> Double.NaN));

        Agreement agreement = agreement(PICTURES.formatted("simclr"), List.of(right, wrong));

        assertThat(agreement.agrees()).isFalse();
        List<Object> printed = new ArrayList<>(AgreementText.json(List.of(agreement)));
        assertThat(printed).hasSize(1).allMatch(each -> each.toString().contains("distorted=null"));
    }
}
