package org.disentangle.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.metrics.GoldenData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Agreement with scripts/golden/information.py on random, identity, rotated, duplicated, nonlinear and real codes. */
class InformationGoldenTest {
    private static final double TOLERANCE = 1e-6;

    private static Map<String, ConfiguredMetric<?>> settings() {
        return Map.of(
                "mig",
                new ConfiguredMetric<>(new Mig(), BinOptions.DEFAULT),
                "modularity",
                new ConfiguredMetric<>(new Modularity(), ModularityOptions.DEFAULT),
                "modularity deviation",
                new ConfiguredMetric<>(new Modularity(), new ModularityOptions(ModularityOptions.Form.DEVIATION, 20)),
                "explicitness",
                new ConfiguredMetric<>(new Explicitness(), ExplicitnessOptions.DEFAULT),
                "sap",
                new ConfiguredMetric<>(new Sap(), SapOptions.DEFAULT),
                "sap continuous",
                new ConfiguredMetric<>(new Sap(), new SapOptions(SapOptions.Form.CONTINUOUS, 0.01)),
                "irs",
                new ConfiguredMetric<>(new Irs(), IrsOptions.DEFAULT),
                "irs largest",
                new ConfiguredMetric<>(new Irs(), new IrsOptions(1, 20)),
                "infomec",
                new ConfiguredMetric<>(new InfoMec(), InfoMecOptions.DEFAULT),
                "unsupervised",
                new ConfiguredMetric<>(new Unsupervised(), BinOptions.DEFAULT));
    }

    @TestFactory
    Stream<DynamicTest> scores_are_those_of_the_definitions_written_a_second_time() {
        return settings().entrySet().stream()
                .map(setting -> DynamicTest.dynamicTest(setting.getKey(), () -> GoldenData.all()
                        .forEach(data -> expectAgreement(data, setting.getKey(), setting.getValue()))));
    }

    private static void expectAgreement(GoldenData data, String setting, ConfiguredMetric<?> metric) {
        Map<List<String>, Double> scores = metric.score(data.input(2, Findings.NONE)).stream()
                .collect(Collectors.toMap(
                        score -> List.of(score.metric(), score.block(), score.factor()), Score::value));
        Map<List<String>, Double> frozen = data.frozen(setting).stream()
                .collect(Collectors.toMap(
                        one -> List.of(one.score(), one.block(), one.factor()), GoldenData.Frozen::value));
        assertThat(scores.keySet()).isEqualTo(frozen.keySet());
        assertThat(scores.keySet().stream().collect(Collectors.toMap(Function.identity(), frozen::get)))
                .allSatisfy((score, value) ->
                        assertThat(scores.get(score)).as("%s", score).isCloseTo(value, within(TOLERANCE)));
    }
}
