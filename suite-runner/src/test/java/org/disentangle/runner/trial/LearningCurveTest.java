package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("curve.jsonl");
    }

    private void write(long from, long... steps) throws IOException {
        try (LearningCurve curve = new LearningCurve(file(), from)) {
            for (long step : steps) {
                curve.append(step, 0.1, Map.of("loss", 2.0 / (step + 1)));
            }
        }
    }

    @Test
    void a_curve_taken_up_again_equals_one_written_in_one_go() throws IOException {
        write(0, 0, 1, 2, 3, 4, 5);
        String uninterrupted = Files.readString(file());

        write(0, 0, 1, 2, 3);
        write(2, 2, 3, 4, 5);

        assertThat(Files.readString(file())).isEqualTo(uninterrupted);
    }

    @Test
    void a_torn_last_line_is_dropped_when_the_curve_is_taken_up_again() throws IOException {
        write(0, 0, 1, 2, 3, 4, 5);
        String uninterrupted = Files.readString(file());
        write(0, 0, 1, 2);
        String whole = Files.readString(file());
        int lastLine = whole.lastIndexOf('\n', whole.length() - 2) + 1;

        for (int end = lastLine; end < whole.length() - 1; end++) {
            Files.writeString(file(), whole.substring(0, end));
            write(2, 2, 3, 4, 5);
            assertThat(Files.readString(file())).as("torn at %d", end).isEqualTo(uninterrupted);
        }
    }

    @Test
    void values_that_json_cannot_hold_are_left_out() throws IOException {
        try (LearningCurve curve = new LearningCurve(file(), 0)) {
            curve.append(7, 0.5, Map.of("loss", Double.NaN, "infomax", 1.5));
        }

        assertThat(Files.readString(file())).isEqualTo("{\"infomax\":1.5,\"learning_rate\":0.5,\"step\":7}\n");
    }
}
