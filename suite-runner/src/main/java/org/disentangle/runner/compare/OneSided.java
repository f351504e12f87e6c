package org.disentangle.runner.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.disentangle.runner.compare.BoardCells.Key;
import org.disentangle.runner.experiment.LineNames;

/**
 * A score of a metric that both boards have, which has a value in one of two trials alone although both are done, such as one that is
 * undefined where a block has collapsed: no difference of numbers shows it.
 *
 * @param first seeds with a value in the first alone, ascending
 * @param second likewise
 */
public record OneSided(
        LineNames.Line line, String metric, String block, String factor, List<Long> first, List<Long> second) {
    public OneSided {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /** In the order of the first board, then of the second. */
    static List<OneSided> of(BoardCells first, BoardCells second) {
        Set<List<String>> metrics = metrics(first);
        metrics.retainAll(metrics(second));
        Set<Key> keys = new LinkedHashSet<>(first.scores().keySet());
        keys.addAll(second.scores().keySet());
        List<OneSided> all = new ArrayList<>();
        for (Key key : keys) {
            LineNames.Line line = first.lines().get(key.line());
            if (line != null
                    && second.lines().containsKey(key.line())
                    && metrics.contains(List.of(key.dataset(), key.metric()))) {
                List<Long> here = alone(key, first, second);
                List<Long> there = alone(key, second, first);
                if (!here.isEmpty() || !there.isEmpty()) {
                    all.add(new OneSided(line, key.metric(), key.block(), key.factor(), here, there));
                }
            }
        }
        return all;
    }

    private static Set<List<String>> metrics(BoardCells cells) {
        return cells.scores().keySet().stream()
                .map(key -> List.of(key.dataset(), key.metric()))
                .collect(Collectors.toSet());
    }

    /** Seeds done on both boards, with a value on one alone. */
    private static List<Long> alone(Key key, BoardCells one, BoardCells other) {
        Map<Long, Double> here = one.scores().getOrDefault(key, Map.of());
        Map<Long, Double> there = other.scores().getOrDefault(key, Map.of());
        Set<Long> done = Objects.requireNonNull(other.done().get(key.line()));
        return here.keySet().stream()
                .filter(seed -> done.contains(seed) && !there.containsKey(seed))
                .toList();
    }
}
