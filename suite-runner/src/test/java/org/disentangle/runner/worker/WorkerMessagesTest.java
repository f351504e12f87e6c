package org.disentangle.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.record.Failure;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Kept;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerMessagesTest {

    static WorkerEvent[] events() {
        return new WorkerEvent[] {
            new WorkerEvent.Ready(),
            new WorkerEvent.Phase("training"),
            new WorkerEvent.Step(3, 10, 0.25, 1234.5),
            new WorkerEvent.Scoring("linear-probe z0/DC\n\"quoted\""),
            new WorkerEvent.Heartbeat(1.5),
            new WorkerEvent.Done("abc"),
            new WorkerEvent.Interrupted("abc"),
            new WorkerEvent.CannotWrite("no space left"),
        };
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_one_line_and_reads_as_itself(WorkerEvent event) {
        assertThat(event.encode()).doesNotContain("\n");
        assertThat(WorkerEvent.decode(event.encode())).contains(event);
    }

    @Test
    void a_loss_that_is_not_finite_survives_although_json_has_no_word_for_it() {
        String line = new WorkerEvent.Step(3, 10, Double.POSITIVE_INFINITY, Double.NaN).encode();

        assertThat(line).contains("\"loss\":null");
        assertThat(WorkerEvent.decode(line)).contains(new WorkerEvent.Step(3, 10, Double.NaN, Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[W NNPACK.cpp] warning",
                "{",
                "{\"event\":\"unheard-of\"}",
                "{\"event\":\"done\"}",
                "{}",
                "[]"
            })
    void what_is_no_event_is_none(String line) {
        assertThat(WorkerEvent.decode(line)).isEmpty();
    }

    @Test
    void a_command_reads_as_itself() {
        PlannedTrial trial = Fixtures.plan().trials().get(0);
        WorkerCommand.RunTrial command = new WorkerCommand.RunTrial(
                trial.id(),
                trial.spec(),
                Path.of("/out"),
                Path.of("/data"),
                "cuda:0",
                4,
                60,
                List.of(Kept.CODES),
                Map.of("suite", "1"));

        WorkerCommand.RunTrial read = (WorkerCommand.RunTrial) WorkerCommand.decode(command.encode());

        assertThat(CanonicalJson.digest(read.spec())).isEqualTo(trial.id());
        assertThat(read.out()).isEqualTo(command.out());
        assertThat(read.environment()).isEqualTo(command.environment());
        assertThat(read.threads()).isEqualTo(4);
        assertThat(read.keep()).containsExactly(Kept.CODES);
        assertThat(WorkerCommand.decode(new WorkerCommand.Stop().encode())).isEqualTo(new WorkerCommand.Stop());
    }

    @Test
    void exit_codes_are_told_in_words() {
        assertThat(ExitCodes.describe(137, false)).contains("SIGKILL").contains("somebody");
        assertThat(ExitCodes.describe(137, true)).contains("want of memory");
        assertThat(ExitCodes.cause(137, false)).isEqualTo(Failure.Cause.CRASH);
        assertThat(ExitCodes.cause(137, true)).isEqualTo(Failure.Cause.OUT_OF_MEMORY);
        assertThat(ExitCodes.cause(3, false)).isEqualTo(Failure.Cause.OUT_OF_MEMORY);
        assertThat(ExitCodes.describe(134, false)).contains("SIGABRT");
        assertThat(ExitCodes.describe(1, false)).contains("exit code 1");
    }
}
