package org.disentangle.runner.codes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.metrics.matrix.PrincipalComponents;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.AtomicFiles;
import org.jspecify.annotations.Nullable;

/**
 * Some test codes of a whole along the two directions in which they vary most, each scaled to deviation 1, with their categorical
 * factors: {@code map.jsonl}, a line per whole. To look at; no number of a board comes from it.
 *
 * @param x first principal component, by point
 * @param y second one; zeros if codes vary in one direction alone
 * @param labels by factor and point
 */
public record CodeMap(String block, List<Double> x, List<Double> y, Map<String, List<Integer>> labels) {
    public static final String FILE = "map.jsonl";

    private static final int POINTS = 300;
    /** The decomposition grows with the third power of this, and is a second at 512. */
    private static final int WIDEST = 512;

    public CodeMap {
        x = List.copyOf(x);
        y = List.copyOf(y);
        labels = new LinkedHashMap<>(labels);
    }

    /**
     * Writes the maps of all wholes beside the record.
     *
     * @return empty if there is nothing to colour points by, or no whole that is narrow enough
     */
    public static Optional<TrialRecord.Attachment> save(Path folder, CodeSet codes) {
        StringBuilder lines = new StringBuilder();
        if (!codes.factors().isEmpty()) {
            for (Codes test : codes.test().values()) {
                boolean whole = codes.parts().values().stream().noneMatch(parts -> parts.contains(test.block()));
                if (whole && test.dimension() <= WIDEST && test.rows() > 2) {
                    lines.append(CanonicalJson.write(of(codes, test).plain())).append('\n');
                }
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        new AtomicFiles().write(folder.resolve(FILE), lines.toString());
        return Optional.of(new TrialRecord.Attachment(
                FILE,
                "test codes along two principal components",
                CanonicalJson.sha256(lines.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Reads the lines of {@code map.jsonl}. */
    public static List<CodeMap> read(List<String> lines) {
        List<CodeMap> maps = new ArrayList<>();
        for (String line : lines) {
            Tree.Mapping map = JsonReader.read(FILE, line).asMapping("a map");
            Map<String, List<Integer>> labels = new LinkedHashMap<>();
            map.mapping("labels")
                    .members()
                    .forEach((factor, column) -> labels.put(
                            factor,
                            column.asList(factor).stream()
                                    .map(label -> (int) label.asWhole(factor))
                                    .toList()));
            maps.add(new CodeMap(map.text("block"), numbers(map, "x"), numbers(map, "y"), labels));
        }
        return maps;
    }

    private static List<Double> numbers(Tree.Mapping map, String key) {
        return map.list(key).stream()
                .map(item -> ((Number) Objects.requireNonNull(item.plain())).doubleValue())
                .toList();
    }

    /** Points are spread evenly over the test rows, whose order is by view. */
    static CodeMap of(CodeSet codes, Codes test) {
        int points = Math.min(POINTS, test.rows());
        int[] rows = IntStream.range(0, points)
                .map(point -> (int) ((long) point * test.rows() / points))
                .toArray();
        Codes chosen = test.select(rows);
        PrincipalComponents components = PrincipalComponents.of(chosen, 2);
        Codes along = components.of(chosen);
        Map<String, List<Integer>> labels = new LinkedHashMap<>();
        for (Factor factor : codes.factors()) {
            int[] column = Objects.requireNonNull(codes.testLabels().get(factor.name()));
            labels.put(
                    factor.name(),
                    IntStream.of(rows).mapToObj(row -> column[row]).toList());
        }
        return new CodeMap(test.block(), column(along, 0), column(along, 1), labels);
    }

    private static List<Double> column(Codes along, int column) {
        return IntStream.range(0, along.rows())
                .mapToObj(row -> column < along.dimension()
                        ? Math.round(1000.0 * along.values()[row * along.dimension() + column]) / 1000.0
                        : 0.0)
                .toList();
    }

    private Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("block", block);
        plain.put("x", x);
        plain.put("y", y);
        plain.put("labels", labels);
        return plain;
    }
}
