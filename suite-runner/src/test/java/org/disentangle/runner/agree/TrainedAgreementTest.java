package org.disentangle.runner.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.disentangle.runner.compare.Comparison;
import org.disentangle.runner.compare.Comparison.Cell;
import org.disentangle.runner.compare.MetricDifference;
import org.disentangle.runner.compare.OneSided;
import org.disentangle.runner.experiment.LineNames;
import org.junit.jupiter.api.Test;

/** Finished trials of two engines. */
class TrainedAgreementTest {
    private static final List<String> ENGINES = List.of("libtorch", "nd4j");

    private static Cell cell(String method, String factor, double p, double corrected) {
        return new Cell(
                new LineNames.Line("digits", method, Map.of("lambda", 0.1)),
                "linear-probe",
                "z",
                factor,
                List.of(0L, 1L, 2L),
                0.5,
                0.6,
                0.1,
                Optional.empty(),
                OptionalDouble.of(p),
                OptionalDouble.of(corrected),
                "");
    }

    private static Cell untested(String method, Map<String, Object> settings) {
        return new Cell(
                new LineNames.Line("digits", method, new LinkedHashMap<>(settings)),
                "linear-probe",
                "z",
                "DC",
                List.of(0L),
                0.5,
                0.6,
                0.1,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "one seed");
    }

    private static List<TrainedAgreement> of(Cell... cells) {
        return of(List.of(), cells);
    }

    private static List<TrainedAgreement> of(List<OneSided> oneSided, Cell... cells) {
        List<LineNames.Line> lines = Stream.concat(
                        Arrays.stream(cells).map(Cell::line), oneSided.stream().map(OneSided::line))
                .distinct()
                .toList();
        return TrainedAgreement.of(new Comparison(
                Map.of(), Map.of(), List.of(), List.of(), lines, 7, List.of(cells), oneSided, List.of()));
    }

    private static String text(List<TrainedAgreement> lines) {
        return TrainedText.markdown(new TrainedAgreements(ENGINES, Map.of(), lines, List.of()));
    }

    private static MetricDifference metric(int trials, int equal, OptionalDouble corrected) {
        return new MetricDifference("knn", trials, equal, 0.02, Optional.empty(), OptionalDouble.empty(), corrected);
    }

    @Test
    void a_line_agrees_while_no_corrected_p_is_small_however_many_are_as_they_stand() {
        List<TrainedAgreement> lines =
                of(cell("hessian", "DC", 0.01, 0.06), cell("hessian", "BC", 0.2, 1), cell("ortho", "DC", 0.001, 0.049));

        assertThat(lines).extracting(line -> line.line().method()).containsExactly("hessian", "ortho");
        assertThat(lines).extracting(TrainedAgreement::agrees).containsExactly(true, false);
        assertThat(lines.get(0).below()).isEqualTo(1);
        assertThat(lines.get(0).tests()).isEqualTo(2);
        assertThat(text(lines))
                .contains(
                        "2 of 3 p-values lie below 0.05",
                        "linear-probe z/DC: 0.500 and 0.600 (p 0.010)",
                        "**differs**");
    }

    @Test
    void a_line_that_cannot_be_tested_does_not_agree_and_says_so() {
        List<TrainedAgreement> lines = of(untested("simclr", Map.of()));

        assertThat(lines.get(0).agrees()).isFalse();
        assertThat(text(lines)).contains("**1 not tested**");
        assertThat(TrainedText.json(lines.get(0))).containsEntry("p_corrected", null);
    }

    /** Differences that are the same on all seeds have no p-value, however large they are. */
    @Test
    void one_cell_that_cannot_be_tested_keeps_a_line_from_agreeing_though_others_are_tested() {
        List<TrainedAgreement> lines = of(cell("hessian", "DC", 0.6, 1), untested("hessian", Map.of("lambda", 0.1)));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).agrees()).isFalse();
    }

    @Test
    void a_score_that_one_engine_alone_has_keeps_a_line_from_agreeing_though_no_number_differs() {
        LineNames.Line line = new LineNames.Line("digits", "simclr", Map.of());
        List<TrainedAgreement> lines = of(List.of(new OneSided(line, "collapse", "z", "", List.of(), List.of(1L))));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).agrees()).isFalse();
        assertThat(text(lines)).contains("**1 on one engine alone**");
        assertThat(TrainedText.json(lines.get(0))).containsEntry("one_sided", 1);
    }

    @Test
    void what_is_equal_to_the_bit_has_a_line_and_lends_others_their_full_names() {
        Cell differing = cell("hessian", "DC", 0.6, 1);
        LineNames.Line equal = new LineNames.Line("digits", "hessian", Map.of("lambda", 0.5));
        List<TrainedAgreement> lines = TrainedAgreement.of(new Comparison(
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(equal, differing.line()),
                7,
                List.of(differing),
                List.of(),
                List.of()));

        assertThat(lines).extracting(TrainedAgreement::agrees).containsExactly(true, true);
        assertThat(text(lines)).contains("equal to the bit", "hessian (lambda=0.1)", "hessian (lambda=0.5)");
    }

    @Test
    void a_metric_that_all_trials_together_show_to_differ_is_a_verdict_of_its_own() {
        TrainedAgreements trained = new TrainedAgreements(
                ENGINES,
                Map.of("commit", List.of("abc", "def")),
                List.of(),
                List.of(
                        new MetricAgreement(metric(27, 3, OptionalDouble.of(0.01))),
                        new MetricAgreement(metric(27, 3, OptionalDouble.of(0.2))),
                        new MetricAgreement(metric(2, 0, OptionalDouble.empty())),
                        new MetricAgreement(metric(9, 9, OptionalDouble.empty()))));
        AgreementReport report = new AgreementReport(List.of(), List.of(), trained);

        assertThat(trained.metrics()).extracting(MetricAgreement::agrees).containsExactly(false, true, false, true);
        assertThat(report.differ()).isEqualTo(2);
        assertThat(report.lines()).isEqualTo(4);
        assertThat(TrainedText.markdown(trained))
                .contains("**knn differs**", "- Made with `commit`: abc in libtorch, def in nd4j");
    }
}
