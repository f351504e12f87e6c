package org.disentangle.runner.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.codes.CodeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frozen codes and what every metric of the suite gives on them, with default settings. Whatever moves one of these numbers changes the
 * metric and must raise its version; run with {@code -Dupdate.golden=true} then, and read the difference.
 */
class ScoreConformanceTest {
    private static final Path EXPECTED = Path.of("src/test/resources/org/disentangle/runner/score/conformance.csv");
    private static final int COLUMNS = 5;

    @TempDir
    static Path folder;

    private static List<ConfiguredMetric<?>> metrics;
    private static String found;

    @BeforeAll
    @SuppressWarnings({"rawtypes", "unchecked"})
    static void score() throws IOException {
        Registry<Metric<?>> registry =
                (Registry) Registry.load("metric", Metric.class, ScoreConformanceTest.class.getClassLoader());
        metrics = CodeScoring.named(
                registry,
                ServiceLoader.load(Metric.class).stream()
                        .filter(provider -> provider.type().getName().startsWith("org.disentangle.metrics."))
                        .map(provider -> provider.get().name())
                        .sorted()
                        .toList());
        Path file = folder.resolve("conformance.npz");
        try (var stream = Objects.requireNonNull(ScoreConformanceTest.class.getResourceAsStream("conformance.npz"))) {
            Files.write(file, stream.readAllBytes());
        }
        CodeSet codes = UserCodes.read(
                file, null, "shape:categorical,color:categorical,x:continuous", "content=0:4,style/b=4:8", 0);
        ScoreSheet sheet = new CodeScoring(metrics, new SeedStreams(0), 2, (metric, number, of) -> {}).score(codes);
        StringBuilder text = new StringBuilder();
        for (ScoreSheet.Entry entry : sheet.entries()) {
            text.append(String.join(
                            ",",
                            entry.metric(),
                            String.valueOf(entry.version()),
                            entry.block(),
                            entry.factor(),
                            entry.score() == null
                                    ? "undefined"
                                    : Double.toString(entry.score().value())))
                    .append('\n');
        }
        found = text.toString();
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(EXPECTED, found, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            String[] columns = line.split(",", COLUMNS);
            values.put(String.join(",", List.of(columns).subList(0, COLUMNS - 1)), columns[COLUMNS - 1]);
        });
        return values;
    }

    @Test
    void every_metric_gives_the_frozen_numbers() throws IOException {
        Map<String, String> expected = values(Files.readString(EXPECTED, StandardCharsets.UTF_8));
        Map<String, String> actual = values(found);

        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((score, value) -> {
            if (value.equals("undefined")) {
                assertThat(actual.get(score)).as(score).isEqualTo(value);
            } else {
                assertThat(Double.parseDouble(Objects.requireNonNull(actual.get(score))))
                        .as(score)
                        .isCloseTo(Double.parseDouble(value), within(1e-9));
            }
        });
    }

    @Test
    void every_metric_over_codes_has_a_frozen_number() throws IOException {
        List<String> frozen = Files.readAllLines(EXPECTED).stream()
                .map(line -> line.split("[,/]")[0])
                .distinct()
                .toList();

        // Partitions are a method's; there are none of a user's codes.
        assertThat(metrics)
                .extracting(ConfiguredMetric::name)
                .filteredOn(name -> !name.equals("partition-information"))
                .allSatisfy(name -> assertThat(frozen).contains(name));
    }
}
