package org.disentangle.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    private static final Plan PLAN = Fixtures.plan();
    private static final TrialRecord RECORD = Fixtures.done(PLAN.trials().get(0), Fixtures.scores(0.9, 0.1, 0.2, 0.8));

    @TempDir
    Path folder;

    @Test
    void a_plan_reads_as_itself() {
        OutputFolder out = new OutputFolder(folder);

        Plan stored = out.adopt(PLAN);

        assertThat(stored.trials())
                .extracting(PlannedTrial::id)
                .isEqualTo(PLAN.trials().stream().map(PlannedTrial::id).toList());
        assertThat(out.adopt(PLAN)).isEqualTo(stored);
        assertThat(out.plan()).isEqualTo(stored);
    }

    @Test
    void an_experiment_may_grow_in_its_folder() {
        OutputFolder out = new OutputFolder(folder);
        out.adopt(PLAN);
        out.save(RECORD);

        Plan grown = out.adopt(Fixtures.plan(Fixtures.EXPERIMENT.replace("[0, 1]", "[0, 1, 2]")));

        assertThat(grown.trials()).hasSize(9);
    }

    @Test
    void a_changed_experiment_would_orphan_results_and_is_refused() {
        OutputFolder out = new OutputFolder(folder);
        out.adopt(PLAN);
        out.save(RECORD);
        Plan changed = Fixtures.plan(Fixtures.EXPERIMENT.replace("steps: 4", "steps: 5"));

        assertThatThrownBy(() -> out.adopt(changed))
                .isInstanceOf(StoreError.class)
                .hasMessageContaining(
                        "holds results of 1 trials that the experiment 'small' no longer has, such as simclr");
        assertThat(out.plan().trials().get(0).id()).isEqualTo(RECORD.id());
    }

    @Test
    void a_changed_experiment_without_results_takes_the_folder_over() {
        OutputFolder out = new OutputFolder(folder);
        out.adopt(PLAN);

        Plan changed = out.adopt(Fixtures.plan(Fixtures.EXPERIMENT.replace("steps: 4", "steps: 5")));

        assertThat(changed.trials().get(0).id()).isNotEqualTo(RECORD.id());
    }

    @Test
    void a_folder_of_another_experiment_is_refused() {
        OutputFolder out = new OutputFolder(folder);
        out.adopt(PLAN);
        Plan other = Fixtures.plan(Fixtures.EXPERIMENT.replace("name: small", "name: other"));

        assertThatThrownBy(() -> out.adopt(other))
                .hasMessage("The output folder " + folder
                        + " belongs to the experiment 'small', this one is 'other'. Give another --out.");
    }

    @Test
    void a_folder_that_holds_something_else_is_refused() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "");

        assertThatThrownBy(() -> new OutputFolder(folder).expectOurs())
                .hasMessageContaining("holds thesis.tex but no plan.json");
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new OutputFolder(file).prepare()).hasMessageContaining("is a file, not a folder");
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new OutputFolder(file.resolve("out")).prepare())
                .isInstanceOf(StoreError.class)
                .hasMessageContaining("Could not write " + file.resolve("out"));
    }

    @Test
    void a_folder_that_is_not_writable_is_refused() throws IOException {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("root may write anywhere").isFalse();

        assertThatThrownBy(() -> new OutputFolder(closed).prepare()).hasMessageContaining("is not writable");
    }

    @Test
    void a_record_is_missing_present_or_damaged() throws IOException {
        OutputFolder out = new OutputFolder(folder);
        Path path = out.trial(RECORD.id()).resolve("record.json");

        assertThat(out.record(RECORD.id())).isInstanceOf(RecordState.Missing.class);
        out.save(RECORD);
        assertThat(out.record(RECORD.id()).isFinal()).isTrue();
        Files.writeString(path, Files.readString(path).replace("0.9", "0.8"));
        assertThat(out.record(RECORD.id())).isInstanceOf(RecordState.Damaged.class);
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(out.record(RECORD.id())).isInstanceOf(RecordState.Damaged.class);
    }

    @Test
    void a_damaged_record_is_set_aside_and_an_earlier_one_kept() throws IOException {
        OutputFolder out = new OutputFolder(folder);
        for (int i = 1; i <= 2; i++) {
            out.save(RECORD);
            assertThat(out.setAside(RECORD.id())).hasFileName("record.json.damaged-" + i);
        }
        assertThat(out.record(RECORD.id())).isInstanceOf(RecordState.Missing.class);
    }

    @Test
    void a_folder_without_a_plan_is_told_apart() {
        assertThatThrownBy(() -> new OutputFolder(folder).plan()).hasMessageContaining("There is no plan.json in");
    }

    @Test
    void a_damaged_plan_is_reported() throws IOException {
        OutputFolder out = new OutputFolder(folder);
        out.adopt(PLAN);
        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).substring(0, 500));

        assertThatThrownBy(out::plan)
                .isInstanceOf(StoreError.class)
                .hasMessageContaining("The plan is damaged")
                .hasMessageContaining("The records are untouched");
    }
}
