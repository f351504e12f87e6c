package org.disentangle.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as earlier versions of the suite wrote them in runs of real experiments, byte for byte. */
class EarlierFormsTest {
    private static String text(String name) throws IOException {
        try (InputStream stream = EarlierFormsTest.class.getResourceAsStream("forms/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static TrialRecord record(int form) throws IOException {
        String text = text("record-" + form + ".json");
        String id = JsonReader.read("record", text).asMapping("a record").text("id");
        return RecordFile.decode("record-" + form + ".json", text, id);
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "4"})
    void a_record_of_each_form_is_read_and_written_in_the_present_one_without_a_number_lost(int form)
            throws IOException {
        TrialRecord record = record(form);

        assertThat(record.status()).isEqualTo(TrialStatus.DONE);
        assertThat(record.scores()).isNotEmpty();
        String text = text("record-" + form + ".json");
        assertThat(record.scores()).allSatisfy(score -> assertThat(text)
                .contains("\"block\": \"" + score.block() + "\"", "\"metric\": \"" + score.metric() + "\""));
        TrialRecord again = RecordFile.decode("again", RecordFile.encode(record), record.id());
        assertThat(again).isEqualTo(record);
        assertThat(RecordFile.encode(record)).contains("\"schema\": " + TrialRecord.SCHEMA);
    }

    @Test
    void a_plan_of_form_1_with_records_of_form_2_gives_a_board() throws IOException {
        Plan plan = PlanFile.decode("plan-1.json", text("plan-1.json"));
        TrialRecord record = record(2);

        Board board = BoardMaker.make(plan, Map.of(record.id(), record));

        assertThat(plan.schema()).isEqualTo(Plan.SCHEMA);
        assertThat(plan.trials()).extracting(PlannedTrial::varied).containsOnly("");
        assertThat(plan.trial(record.id())).isPresent();
        assertThat(board.counts().done()).isOne();
        assertThat(board.rows()).hasSize(record.scores().size());
        assertThat(PlanFile.decode("again", PlanFile.encode(plan))).isEqualTo(plan);
    }
}
