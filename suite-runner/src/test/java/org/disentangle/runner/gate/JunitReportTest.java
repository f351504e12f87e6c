package org.disentangle.runner.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.board.Golden;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class JunitReportTest {
    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void gates_and_trials_are_test_cases_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            Board board = BoardMaker.make(BoardPlans.PLAN, BoardPlans.records());
            List<Verdict> verdicts = Stream.of(
                            "hessian (lambda=0.001) z/DC < 0.5",
                            "hessian (lambda=0.001) z/DC < 0.9",
                            "simclr r/DC < 0.1")
                    .map(text -> Verdict.of(new GateReader(board).read(text), board))
                    .toList();

            Golden.check("gates.xml", JunitReport.write(BoardPlans.PLAN, board, verdicts));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hostile_names_and_messages_stay_text() throws Exception {
        String name = "a\"><script>&\u0000\u001b\n\ud800\ufffe]]>'";
        PlannedTrial trial = BoardPlans.trial(name, Map.of(), 0);
        PlannedTrial missing = BoardPlans.trial("later", Map.of(), 0);
        Plan plan = new Plan(Plan.SCHEMA, name, name, "", List.of(trial, missing), List.of(), Map.of(), List.of());
        Board board = BoardMaker.make(
                plan,
                Map.of(
                        trial.id(),
                        Fixtures.failed(
                                trial,
                                TrialStatus.DIVERGED,
                                new Failure(Failure.Cause.NOT_FINITE, "training", 4, name, Map.of()))));

        String xml = JunitReport.write(plan, board, List.of());

        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        String shown = "a\"><script>&\ufffd\ufffd\n\ufffd\ufffd]]>'";
        assertThat(suites.getAttribute("name")).isEqualTo(shown);
        assertThat(suites.getAttribute("tests")).isEqualTo("2");
        Element failure = (Element) suites.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("diverged (not-finite) at step 4: " + shown);
        assertThat(suites.getElementsByTagName("skipped").getLength()).isOne();
    }
}
