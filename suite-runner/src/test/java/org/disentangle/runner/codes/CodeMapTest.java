package org.disentangle.runner.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeMapTest {
    private static final List<Factor> FACTORS = List.of(new Factor("side", "side", List.of("left", "right")));

    @TempDir
    Path folder;

    private static CodeSet codes(float[] values, int rows, int dimension, List<Factor> factors) {
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 2;
        }
        Codes z = new Codes("z", values, rows, dimension);
        Map<String, int[]> columns = factors.isEmpty() ? Map.of() : Map.of("side", labels);
        return new CodeSet(
                Map.of("z", z),
                Map.of("z", z),
                factors,
                columns,
                columns,
                ContinuousTargets.NONE,
                Map.of("z", List.of()));
    }

    @Test
    void points_lie_along_the_directions_in_which_codes_vary_most() throws IOException {
        // Along (3, 4)/5 with deviation 10, across it with deviation 1.
        float[] values = {6 - 0.8f, 8 + 0.6f, -6 - 0.8f, -8 + 0.6f, 6 + 0.8f, 8 - 0.6f, -6 + 0.8f, -8 - 0.6f};

        TrialRecord.Attachment attachment =
                CodeMap.save(folder, codes(values, 4, 2, FACTORS)).orElseThrow();

        Path file = folder.resolve(CodeMap.FILE);
        assertThat(attachment.sha256()).isEqualTo(CanonicalJson.sha256(Files.readAllBytes(file)));
        CodeMap map = CodeMap.read(Files.readAllLines(file)).get(0);
        assertThat(map.block()).isEqualTo("z");
        assertThat(map.labels()).containsExactly(Map.entry("side", List.of(0, 1, 0, 1)));
        double[] signs = {1, -1, 1, -1};
        for (int point = 0; point < 4; point++) {
            assertThat(map.x().get(point)).isCloseTo(signs[point], within(0.2));
            assertThat(Math.abs(map.y().get(point))).isCloseTo(1, within(0.2));
        }
        assertThat(map.y().get(0)).isEqualTo(map.y().get(1)).isEqualTo(-map.y().get(2));
    }

    @Test
    void many_rows_are_thinned_out_evenly_and_codes_on_a_line_have_no_second_direction() {
        float[] values = new float[3000];
        for (int row = 0; row < values.length; row++) {
            values[row] = row;
        }

        CodeMap map = CodeMap.of(codes(values, 3000, 1, FACTORS), new Codes("z", values, 3000, 1));

        assertThat(map.x()).hasSize(300).isSorted();
        assertThat(map.y()).containsOnly(0.0);
    }

    @Test
    void nothing_is_kept_of_codes_without_factors_or_too_wide_to_decompose() {
        assertThat(CodeMap.save(folder, codes(new float[8], 4, 2, List.of()))).isEmpty();
        assertThat(CodeMap.save(folder, codes(new float[4 * 513], 4, 513, FACTORS)))
                .isEmpty();
        assertThat(folder.resolve(CodeMap.FILE)).doesNotExist();
    }
}
