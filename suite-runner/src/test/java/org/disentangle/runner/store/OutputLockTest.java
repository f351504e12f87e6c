package org.disentangle.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final OutputLock.Owner HERE = new OutputLock.Owner(1, "here");
    private static final OutputLock.Owner ELSEWHERE = new OutputLock.Owner(2, "elsewhere");

    @TempDir
    Path folder;

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private void lease(OutputLock.Owner owner, Instant renewed) throws IOException {
        Files.writeString(
                folder.resolve(OutputLock.FILE),
                "{\"pid\": %d, \"host\": \"%s\", \"renewed_at\": \"%s\"}\n"
                        .formatted(owner.pid(), owner.host(), renewed));
    }

    @Test
    void a_second_runner_is_refused_and_told_who_holds_the_folder() {
        try (OutputLock first = OutputLock.acquire(folder, at(NOON), HERE)) {
            assertThat(first.isHeld()).isTrue();
            assertThatThrownBy(() -> OutputLock.acquire(folder, at(NOON), HERE))
                    .isInstanceOf(StoreError.class)
                    .hasMessageContaining("Another runner is at work on " + folder
                            + " (process 1 on here, last seen 2026-01-01T12:00:00Z)");
        }
    }

    @Test
    void a_folder_is_free_once_its_runner_has_ended() {
        OutputLock.acquire(folder, at(NOON), HERE).close();

        OutputLock.acquire(folder, at(NOON), ELSEWHERE).close();
    }

    @Test
    void the_claim_of_a_dead_runner_of_this_machine_is_taken_over_at_once() throws IOException {
        lease(new OutputLock.Owner(999_999, "here"), NOON);

        OutputLock.acquire(folder, at(NOON), HERE).close();
    }

    @Test
    void the_claim_of_another_machine_holds_until_its_lease_ends() throws IOException {
        lease(ELSEWHERE, NOON);

        assertThatThrownBy(() -> OutputLock.acquire(folder, at(NOON.plus(Duration.ofSeconds(89))), HERE))
                .hasMessageContaining("process 2 on elsewhere");
        OutputLock.acquire(folder, at(NOON.plus(Duration.ofSeconds(91))), HERE).close();
    }

    @Test
    void a_runner_that_slept_through_its_lease_notices_that_it_lost_the_folder() throws IOException {
        try (OutputLock sleeper = OutputLock.acquire(folder, at(NOON), HERE)) {
            lease(ELSEWHERE, NOON.plus(Duration.ofSeconds(100)));

            assertThat(sleeper.isHeld()).isFalse();
        }
        assertThat(folder.resolve(OutputLock.FILE)).content().contains("elsewhere");
    }

    @Test
    void a_lock_file_that_cannot_be_read_does_not_stand_in_the_way() throws IOException {
        Files.writeString(folder.resolve(OutputLock.FILE), "{\"pid\": 1, \"ho");

        OutputLock.acquire(folder, at(NOON), HERE).close();
    }
}
