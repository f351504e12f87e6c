package org.disentangle.runner.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.disentangle.core.metric.Metric.Direction;
import org.disentangle.metrics.statistics.ScoreTable;

/** The complete lines of a ranking as a table of one task, in the order of their places. */
final class RankedTable {
    private final List<Contender> contenders = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final ScoreTable.Task task;
    private final ScoreTable scores;
    private final List<Long> commonSeeds;

    /** @param all in the order of places */
    RankedTable(String dataset, String metric, Direction direction, List<Contender> all) {
        List<ScoreTable.Run> runs = new ArrayList<>();
        SortedSet<Long> common = new TreeSet<>();
        task = new ScoreTable.Task(dataset, metric, "", "", direction);
        for (int place = 0; place < all.size(); place++) {
            Contender contender = all.get(place);
            if (contender.complete()) {
                if (contenders.isEmpty()) {
                    common.addAll(contender.values().keySet());
                }
                common.retainAll(contender.values().keySet());
                contenders.add(contender);
                places.add(place);
                contender
                        .values()
                        .forEach((seed, value) -> runs.add(ScoreTable.Run.of(contender.key(), task, seed, value)));
            }
        }
        scores = ScoreTable.of(runs);
        commonSeeds = List.copyOf(common);
    }

    int size() {
        return contenders.size();
    }

    int mostRuns() {
        return contenders.stream()
                .mapToInt(contender -> contender.values().size())
                .max()
                .orElse(0);
    }

    /** Position among all lines. */
    int place(int index) {
        return places.get(index);
    }

    String key(int index) {
        return contenders.get(index).key();
    }

    int indexOf(String key) {
        return scores.methods().indexOf(key);
    }

    ScoreTable scores() {
        return scores;
    }

    /** That all of them have, ascending. */
    List<Long> commonSeeds() {
        return commonSeeds;
    }

    /** First less second on the seeds that both have. */
    ScoreTable.Pairs differences(int first, int second) {
        return scores.pairs(key(first), key(second), task);
    }

    /** By seed, negated where lower ones are better. */
    double[] oriented(int index) {
        return contenders.get(index).values().values().stream()
                .mapToDouble(this::oriented)
                .toArray();
    }

    private double oriented(double value) {
        return task.direction() == Direction.LOWER_IS_BETTER ? -value : value;
    }

    /** Common seeds x lines, higher is better. */
    double[][] blocks() {
        return commonSeeds.stream()
                .map(seed -> contenders.stream()
                        .mapToDouble(contender -> oriented(
                                Objects.requireNonNull(contender.values().get(seed))))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Every value of every line. */
    double[] values() {
        return contenders.stream()
                .flatMap(contender -> contender.values().values().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
