package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.Factor;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Method;
import org.disentangle.core.registry.Citation;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Reads published numbers:
 *
 * <pre>{@code
 * published:
 *   citation: burns2021
 *   where: Table 3
 *   unit: percent
 *   data: {variant: dc-bc}
 *   rows:
 *     - method: hessian
 *       settings: {lambda: 0.1}
 *       values: {linear-probe: {z: {DC: 93.6, BC: 56.3}}}
 * }</pre>
 *
 * <p>A value is a number, or a list with one number per published run.
 */
final class PublishedReader {
    private static final List<String> KEYS = List.of("citation", "where", "unit", "data", "rows");
    private static final List<String> ROW_KEYS = List.of("method", "settings", "data", "values");

    private final Catalog catalog;
    private final Experiment experiment;

    PublishedReader(Catalog catalog, Experiment experiment) {
        this.catalog = catalog;
        this.experiment = experiment;
    }

    List<PublishedSource> read(Tree tree) {
        List<Tree> sources = tree instanceof Tree.Sequence sequence ? sequence.items() : List.of(tree);
        return sources.stream()
                .map(source -> source(source.asMapping("'published'")))
                .toList();
    }

    private PublishedSource source(Tree.Mapping source) {
        RecordReader.expectKeys(source, KEYS, "'published'");
        String key = source.text("citation");
        Citation citation = catalog.citation(key)
                .orElseThrow(() -> new PlacedError(
                        source.require("citation").place(),
                        "no component cites '" + key + "'. Known: "
                                + String.join(
                                        ", ",
                                        catalog.citations().stream()
                                                .map(Citation::key)
                                                .sorted()
                                                .distinct()
                                                .toList())));
        double unit = unit(source);
        Map<String, @Nullable Object> data = dataFilter(source.get("data"));
        List<PublishedSource.Value> values = new ArrayList<>();
        for (Tree row : source.list("rows")) {
            row(row.asMapping("a published row"), data, unit, values);
        }
        String where = source.get("where") == null ? "" : source.text("where");
        return new PublishedSource(key, citation.toString(), where, values);
    }

    private static double unit(Tree.Mapping source) {
        String unit = source.text("unit");
        return switch (unit) {
            case "percent" -> 100;
            case "fraction" -> 1;
            default ->
                throw new PlacedError(
                        source.require("unit").place(), "'unit' is \"" + unit + "\"; allowed is percent or fraction");
        };
    }

    private void row(
            Tree.Mapping row, Map<String, @Nullable Object> data, double unit, List<PublishedSource.Value> values) {
        RecordReader.expectKeys(row, ROW_KEYS, "a published row");
        Tree named = row.require("method");
        Method<?> method =
                ExperimentReader.placed(named.place(), () -> catalog.methods().get(named.asText("'method'")));
        Map<String, @Nullable Object> settings =
                row.get("settings") == null ? Map.of() : given(row.mapping("settings"), method.defaults());
        Map<String, @Nullable Object> filter = row.get("data") == null ? data : dataFilter(row.get("data"));
        row.mapping("values").members().forEach((metric, blocks) -> blocks.asMapping("the blocks of '" + metric + "'")
                .members()
                .forEach((block, factors) -> factors.asMapping("the factors of '" + block + "'")
                        .members()
                        .forEach((factor, value) -> {
                            expect(block, blocks(method.name()), "block", factors);
                            expect(factor, factors(), "factor", value);
                            values.add(new PublishedSource.Value(
                                    method.name(), settings, filter, metric, block, factor, runs(value, unit)));
                        })));
    }

    private static void expect(String name, Set<String> known, String kind, Tree where) {
        if (!known.contains(name)) {
            throw new PlacedError(
                    where.place(),
                    "unknown " + kind + " '" + name + "' in this experiment. Known: " + String.join(", ", known));
        }
    }

    private Set<String> factors() {
        Set<String> names = new LinkedHashSet<>();
        for (DataEntry entry : experiment.data()) {
            entry.data().describe().factors().stream().map(Factor::name).forEach(names::add);
        }
        names.add("");
        return names;
    }

    private Set<String> blocks(String method) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodEntry entry : experiment.methods()) {
            if (entry.method().name().equals(method)) {
                Architecture architecture =
                        entry.method().architecture(experiment.encoder().dimension());
                names.add("r");
                architecture.representationBlocks().stream().map(Block::name).forEach(names::add);
                if (architecture.embeddingDimension() > 0) {
                    names.add("z");
                }
                architecture.embeddingBlocks().stream().map(Block::name).forEach(names::add);
            }
        }
        return names;
    }

    private static List<Double> runs(Tree value, double unit) {
        List<Tree> items = value instanceof Tree.Sequence sequence ? sequence.items() : List.of(value);
        List<Double> runs = new ArrayList<>();
        for (Tree item : items) {
            if (!(item instanceof Tree.Scalar scalar
                    && scalar.value() instanceof Number number
                    && Double.isFinite(number.doubleValue())
                    && Math.abs(number.doubleValue()) <= unit)) {
                throw new PlacedError(
                        item.place(),
                        "a published value is " + item.kind() + "; allowed is a number up to " + (int) unit);
            }
            runs.add(number.doubleValue() / unit);
        }
        if (runs.isEmpty()) {
            throw new PlacedError(value.place(), "a published value is an empty list; allowed is at least one number");
        }
        return runs;
    }

    private Map<String, @Nullable Object> dataFilter(@Nullable Tree tree) {
        Map<String, @Nullable Object> filter = new LinkedHashMap<>();
        if (tree == null) {
            return filter;
        }
        Tree.Mapping mapping = tree.asMapping("'data'");
        ConfiguredDataSet<?> first = experiment.data().get(0).data();
        Record defaults = mapping.get(RecordReader.NAME) == null
                ? first.options()
                : ExperimentReader.placed(mapping.place(), () -> catalog.dataSets()
                        .get(mapping.text(RecordReader.NAME))
                        .defaults());
        filter.putAll(given(mapping.without(List.of(RecordReader.NAME)), defaults));
        if (mapping.get(RecordReader.NAME) != null) {
            filter.put(RecordReader.NAME, mapping.text(RecordReader.NAME));
        }
        return filter;
    }

    /** The values of the options that are given, in the form in which specifications hold them. */
    private static Map<String, @Nullable Object> given(Tree.Mapping tree, Record defaults) {
        Map<String, @Nullable Object> whole =
                Settings.flatten(ComponentReader.WRITER.write(ComponentReader.RECORDS.over(defaults, tree)));
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        Settings.flatten(tree.plain()).keySet().forEach(path -> given.put(path, whole.get(path)));
        return given;
    }
}
