package org.disentangle.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.record.Failure;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.JsonText;
import org.junit.jupiter.api.Test;

class RecordFileTest {
    private static final PlannedTrial TRIAL = Fixtures.plan().trials().get(1);
    private static final TrialRecord RECORD = Fixtures.done(TRIAL, Fixtures.scores(0.9, 0.2, 0.31, 0.65));
    private static final String TEXT = RecordFile.encode(RECORD);

    @Test
    void a_record_reads_as_itself() {
        assertThat(RecordFile.encode(RecordFile.decode("f", TEXT, TRIAL.id()))).isEqualTo(TEXT);
        assertThat(RecordFile.decode("f", TEXT, TRIAL.id()).scores()).isEqualTo(RECORD.scores());
    }

    @Test
    void a_failed_record_reads_as_itself() {
        TrialRecord failed = Fixtures.failed(
                TRIAL,
                TrialStatus.DIVERGED,
                new Failure(Failure.Cause.NOT_FINITE, "training", 17, "loss: ∞\n\"quoted\"\t\u0001", Map.of("a", "b")));

        TrialRecord read = RecordFile.decode("f", RecordFile.encode(failed), TRIAL.id());

        assertThat(read.failure()).isEqualTo(failed.failure());
        assertThat(read.model()).isNull();
    }

    @Test
    void a_record_of_form_3_reads_as_one_of_which_every_score_is_defined() {
        Map<String, Object> members = new LinkedHashMap<>(JsonReader.read("f", TEXT)
                .asMapping("it")
                .without(List.of("digest", "undefined"))
                .plain());

        assertThat(RecordFile.encode(readAsForm(3, members))).isEqualTo(TEXT);
    }

    @Test
    void a_record_of_form_2_reads_as_one_without_what_there_was_not() {
        Map<String, Object> members = new LinkedHashMap<>(JsonReader.read("f", TEXT)
                .asMapping("it")
                .without(List.of("digest", "undefined", "plugins", "figures", "attachments"))
                .plain());
        Map<?, ?> data = (Map<?, ?>) members.get("data");
        Map<Object, Object> earlier = new LinkedHashMap<>(data);
        earlier.remove("continuous_factors");
        members.put("data", earlier);

        TrialRecord read = readAsForm(2, members);

        assertThat(read.plugins()).isEmpty();
        assertThat(RecordFile.encode(read)).isEqualTo(TEXT);
    }

    private static TrialRecord readAsForm(int form, Map<String, Object> members) {
        members.put("schema", form);
        members.put("digest", CanonicalJson.digest(members));
        return RecordFile.decode("f", JsonText.pretty(members), TRIAL.id());
    }

    @Test
    void a_record_of_an_unknown_form_is_refused() {
        Map<String, Object> members = new LinkedHashMap<>(JsonReader.read("f", TEXT)
                .asMapping("it")
                .without(List.of("digest"))
                .plain());
        members.put("schema", 99);
        members.put("digest", CanonicalJson.digest(members));

        assertThatThrownBy(() -> RecordFile.decode("f", JsonText.pretty(members), TRIAL.id()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it has the form 99, known here are 2 to 5");
    }

    @Test
    void a_text_cut_off_anywhere_is_refused() {
        for (int length = 0; length < TEXT.length(); length++) {
            String cut = TEXT.substring(0, length);
            assertThatThrownBy(() -> RecordFile.decode("f", cut, TRIAL.id()))
                    .as("cut to %d of %d", length, TEXT.length())
                    .isInstanceOf(UserError.class);
        }
    }

    @Test
    void a_changed_bit_is_refused_or_changes_nothing_that_is_read() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += 5) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String text = new String(changed, StandardCharsets.UTF_8);
            try {
                // White space may change into other white space, and letter case of an escape: same values.
                assertThat(RecordFile.encode(RecordFile.decode("f", text, TRIAL.id())))
                        .as("byte %d", i)
                        .isEqualTo(TEXT);
            } catch (UserError refused) {
                assertThat(refused).hasMessageStartingWith("f");
            }
        }
    }

    @Test
    void a_record_of_another_trial_is_refused() {
        String other = Fixtures.plan().trials().get(2).id();

        assertThatThrownBy(() -> RecordFile.decode("f", TEXT, other))
                .hasMessageContaining("it is the record of another trial");
    }

    @Test
    void a_number_edited_by_hand_is_refused() {
        String edited = TEXT.replace("\"value\": 0.9,", "\"value\": 0.95,");

        assertThat(edited).isNotEqualTo(TEXT);
        assertThatThrownBy(() -> RecordFile.decode("f", edited, TRIAL.id()))
                .hasMessageContaining("does not have the digest it carries");
    }
}
