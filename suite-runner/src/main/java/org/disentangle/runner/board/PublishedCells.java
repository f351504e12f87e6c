package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.metrics.statistics.SeedStatistics;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.PublishedSource;
import org.jspecify.annotations.Nullable;

/** The published numbers that belong to one line of the board, their blocks matched run by run as ours are. */
final class PublishedCells {
    private final Map<Key, Board.Published> cells = new LinkedHashMap<>();

    private record Key(String metric, String block, String factor) {}

    /**
     * @param options of the line's method, by path
     * @param data options of the line's data set, by path, and its {@code name}
     */
    static PublishedCells of(
            Plan plan,
            String method,
            Map<String, @Nullable Object> options,
            Map<String, @Nullable Object> data,
            Map<String, List<String>> parts,
            List<String> sharedFactors) {
        PublishedCells found = new PublishedCells();
        for (PublishedSource source : plan.published()) {
            List<PublishedSource.Value> fitting = source.values().stream()
                    .filter(value -> value.method().equals(method))
                    .filter(value -> holds(value.settings(), options) && holds(value.data(), data))
                    .toList();
            found.add(source, fitting, parts, sharedFactors);
        }
        return found;
    }

    Board.@Nullable Published get(String metric, String block, String factor) {
        return cells.get(new Key(metric, block, factor));
    }

    private static boolean holds(Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> options) {
        return wanted.entrySet().stream()
                .allMatch(entry -> options.containsKey(entry.getKey())
                        && CanonicalJson.write(options.get(entry.getKey()))
                                .equals(CanonicalJson.write(entry.getValue())));
    }

    private void add(
            PublishedSource source,
            List<PublishedSource.Value> values,
            Map<String, List<String>> parts,
            List<String> sharedFactors) {
        int runs = values.stream().mapToInt(value -> value.runs().size()).max().orElse(0);
        Map<Key, List<Double>> byPlace = new LinkedHashMap<>();
        for (int i = 0; i < runs; i++) {
            int run = i;
            BlockOrder order =
                    BlockOrder.of(parts, sharedFactors, (block, factor) -> value(values, block, factor, run));
            for (PublishedSource.Value value : values) {
                if (run < value.runs().size()) {
                    Key key = new Key(value.metric(), order.shownAs(value.block()), value.factor());
                    byPlace.computeIfAbsent(key, place -> new ArrayList<>())
                            .add(value.runs().get(run));
                }
            }
        }
        String cited = source.where().isEmpty() ? source.citation() : source.citation() + ", " + source.where();
        byPlace.forEach((key, numbers) -> {
            SeedStatistics statistics = SeedStatistics.of(
                    numbers.stream().mapToDouble(Double::doubleValue).toArray());
            OptionalDouble variance = statistics.populationVariance();
            cells.put(
                    key,
                    new Board.Published(
                            cited,
                            statistics.n(),
                            statistics.mean().orElseThrow(),
                            variance.isPresent() ? variance.getAsDouble() : null));
        });
    }

    private static OptionalDouble value(List<PublishedSource.Value> values, String block, String factor, int run) {
        return values.stream()
                .filter(value -> value.metric().equals(BlockOrder.METRIC))
                .filter(value -> value.block().equals(block) && value.factor().equals(factor))
                .filter(value -> run < value.runs().size())
                .mapToDouble(value -> value.runs().get(run))
                .findFirst();
    }
}
