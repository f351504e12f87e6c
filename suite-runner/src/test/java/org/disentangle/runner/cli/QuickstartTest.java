package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.disentangle.core.metric.Score;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the preset which everybody runs first shows what it is there to show: a minute of training a method. */
@Tag("slow")
@Timeout(900)
class QuickstartTest extends CommandTest {
    @Test
    void
            the_ceiling_specialises_the_floor_knows_little_and_a_contrastive_method_learns_both_classes_and_style_spaces_differ()
                    throws IOException {
        String preset = Files.readString(Path.of("../experiments/quickstart.yaml"))
                .replaceAll("(?m)^  - [{]name: (simclr|infomin|ortho|ortho-perm|hessian).*\\R", "")
                .replaceAll("(?m)^  - name: (simclr|ip-irm)\\R(    .*\\R)+", "")
                .replace("count: 3", "count: 1");
        Path file = Files.writeString(folder.resolve("quickstart.yaml"), preset);
        OutputFolder out = new OutputFolder(folder.resolve("out"));

        int code = suite("run", file, "--out", out.root());

        assertThat(code).as(this::said).isZero();
        Map<String, Map<String, Double>> accuracy = out.plan().trials().stream()
                .map(trial -> ((RecordState.Present) out.record(trial.id())).record())
                .collect(Collectors.toMap(QuickstartTest::method, QuickstartTest::accuracies));
        assertThat(accuracy).containsOnlyKeys("random", "sub-infomax", "supervised", "multi-space");
        assertThat(accuracy.get("random")).allSatisfy((cell, value) -> {
            if (!cell.endsWith("/DL")) {
                assertThat(value).as(cell).isLessThan(0.35);
            }
        });
        assertThat(accuracy.get("sub-infomax").get("z/DC")).isGreaterThan(0.9);
        assertThat(accuracy.get("sub-infomax").get("z/BC")).isGreaterThan(0.2);
        assertThat(accuracy.get("supervised").get("r0/DC")).isGreaterThan(0.9);
        assertThat(accuracy.get("supervised").get("r1/BC")).isGreaterThan(0.7);
        assertThat(accuracy.get("supervised").get("r0/BC")).isLessThan(0.35);
        assertThat(accuracy.get("supervised").get("r1/DC")).isLessThan(0.55);
        Map<String, Double> spaces = accuracy.get("multi-space");
        assertThat(spaces.get("style/color/color")).isGreaterThan(0.85);
        assertThat(spaces.get("style/translation/color")).isLessThan(0.6);
    }

    private static String method(TrialRecord record) {
        return ((Map<?, ?>) record.spec().get("method")).get("name").toString();
    }

    private static Map<String, Double> accuracies(TrialRecord record) {
        return record.scores().stream()
                .filter(score -> score.metric().equals("linear-probe"))
                .collect(Collectors.toMap(score -> score.block() + "/" + score.factor(), Score::value));
    }
}
