package org.disentangle.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.junit.jupiter.api.Test;

class SanityTest extends CommandTest {
    private double score(String codes, String metric) {
        Tree.Mapping line = JsonReader.read("", data.toString()).asList("lines").stream()
                .map(item -> item.asMapping("a line"))
                .filter(item -> item.text("codes").equals(codes))
                .findFirst()
                .orElseThrow();
        return ((Number) Map.copyOf(line.mapping("scores").plain()).get(metric)).doubleValue();
    }

    @Test
    void a_probe_reads_what_is_there_however_it_is_rotated_and_nothing_from_noise() {
        assertThat(suite("describe", "linear-probe", "--sanity", "--format", "json"))
                .as(this::said)
                .isZero();

        for (String good : List.of("identity", "rotated", "duplicated", "dead dimensions", "noise dimensions")) {
            assertThat(score(good, "linear-probe")).as(good).isGreaterThan(0.95);
        }
        double chance = (1 / 4.0 + 1 / 3.0 + 1 / 5.0) / 3;
        for (String bad : List.of("noise", "permuted factors")) {
            assertThat(score(bad, "linear-probe")).as(bad).isBetween(chance - 0.06, chance + 0.06);
        }
    }

    @Test
    void the_report_is_a_table_with_bars() {
        assertThat(suite("describe", "linear-r2", "--sanity")).isZero();

        assertThat(data.toString())
                .contains("| codes ", "| identity ", "linear-r2, from 0 to 1", "identity             ####");
        assertThat(said()).contains("codes 1 of 10: identity");
    }

    @Test
    void what_is_no_metric_has_no_report() {
        assertThat(suite("describe", "simclr", "--sanity")).isEqualTo(1);
        assertThat(said()).contains("metric", "simclr");
    }
}
