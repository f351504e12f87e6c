package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.metrics.statistics.Proportion;
import org.disentangle.runner.board.Board.Line;
import org.disentangle.runner.board.Board.Row;
import org.disentangle.runner.ranking.RankingStatistics;

/** What a ranking's order does not say, in sentences: who divides the factors, who learnt nothing, how the published order compares. */
public final class Remarks {
    private static final String UNTRAINED = "random";
    /** Of an exact interval, before it is corrected for the number of methods. */
    private static final double LEVEL = 0.95;

    private static final double NOISE = 0.5;
    /** With fewer published methods there is no order to speak of. */
    private static final int FEWEST_PUBLISHED = 3;

    private final BoardView view;
    private final Ranking ranking;

    private Remarks(BoardView view, Ranking ranking) {
        this.view = view;
        this.ranking = ranking;
    }

    /** One sentence or more each, none where there is nothing to say. */
    public static List<String> of(BoardView view, Ranking ranking) {
        Remarks remarks = new Remarks(view, ranking);
        List<String> all = new ArrayList<>();
        remarks.division().ifPresent(all::add);
        remarks.untrained().ifPresent(all::add);
        remarks.publishedOrder().ifPresent(all::add);
        return List.copyOf(all);
    }

    private record Count(String name, int diagonal, int seeds) {
        private String text() {
            return name + " (" + diagonal + " of " + seeds + ")";
        }

        private Interval interval(double level) {
            return new Proportion(diagonal, seeds).clopperPearson(level);
        }
    }

    /** Noise makes one seed in two diagonal, so that a count says something only where it excludes a half. */
    private Optional<String> division() {
        List<Count> counts = new ArrayList<>();
        for (Line line : ranking.lines()) {
            view.row(line, BoardView.DIAGONAL, Ranking.whole(line), "")
                    .filter(row -> row.n() > 0)
                    .map(row -> new Count(view.name(line), (int) Math.round(row.mean() * row.n()), row.n()))
                    .ifPresent(counts::add);
        }
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        double level = 1 - (1 - LEVEL) / counts.size();
        String seen = RankingText.listed(counts.stream().map(Count::text).toList());
        String how = counts.size() == 1
                ? "exact 95 % interval"
                : "exact intervals, 95 % for all " + counts.size() + " methods together";
        List<String> shown = counts.stream()
                .filter(count -> count.interval(level).lower() > NOISE)
                .map(Count::text)
                .toList();
        if (!shown.isEmpty()) {
            return Optional.of(
                    "Shown to divide the factors between the halves in more seeds than noise would, which is one in two ("
                            + how + "): " + RankingText.listed(shown)
                            + ", and no other. That is not yet disentanglement: a half may still know the factor of the other, if less well.");
        }
        int needed = allOfThem(level);
        int most = counts.stream().mapToInt(Count::seeds).max().orElseThrow();
        return Optional.of("No method is shown to divide the factors between the halves"
                + (most < needed
                        ? ", and " + most + (most == 1 ? " seed" : " seeds")
                                + " could not show it: noise alone makes a seed diagonal one time in"
                                + " two, so that it takes at least " + needed + " seeds, all of them diagonal (" + how
                                + ")."
                        : " in more seeds than noise would, which is one in two (" + how + ").")
                + " Seen, in seeds that are diagonal: " + seen + ".");
    }

    /** How many seeds, all of them diagonal, exclude a half. */
    private static int allOfThem(double level) {
        int seeds = 1;
        while (new Proportion(seeds, seeds).clopperPearson(level).lower() <= NOISE) {
            seeds++;
        }
        return seeds;
    }

    /** Methods that do not lift any factor above what an encoder knows by chance of its initial weights. */
    private Optional<String> untrained() {
        Optional<Line> reference = ranking.lines().stream()
                .filter(line -> line.method().equals(UNTRAINED))
                .findFirst();
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        List<String> below = ranking.lines().stream()
                .filter(line -> !line.method().equals(UNTRAINED) && nowhereAbove(line, reference.get()))
                .map(view::name)
                .toList();
        return below.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Not above the untrained encoder (" + UNTRAINED + ") at any of these factors, in the mean: "
                                + RankingText.listed(below)
                                + ". Training has collapsed there, or taught nothing that this probe reads; a gap or a rank among them means little.");
    }

    private boolean nowhereAbove(Line line, Line reference) {
        return ranking.factors().stream().allMatch(factor -> {
            Optional<Row> ours = view.row(line, ranking.metric(), Ranking.whole(line), factor);
            Optional<Row> untrained = view.row(reference, ranking.metric(), Ranking.whole(reference), factor);
            return ours.isPresent()
                    && untrained.isPresent()
                    && ours.get().mean() <= untrained.get().mean();
        });
    }

    /** Pairs of methods that the source puts in the same order as this board, by the number that is ranked. */
    private Optional<String> publishedOrder() {
        RankingStatistics statistics = view.statistics(ranking);
        List<OptionalDouble> published =
                ranking.lines().stream().map(this::publishedMean).toList();
        long known = published.stream().filter(OptionalDouble::isPresent).count();
        if (known < FEWEST_PUBLISHED) {
            return Optional.empty();
        }
        Agreement all = new Agreement();
        Agreement told = new Agreement();
        for (int first = 0; first < published.size(); first++) {
            for (int second = first + 1; second < published.size(); second++) {
                Double ours = statistics.places().get(first).mean();
                Double others = statistics.places().get(second).mean();
                if (ours != null
                        && others != null
                        && published.get(first).isPresent()
                        && published.get(second).isPresent()) {
                    double theirs = published.get(first).getAsDouble()
                            - published.get(second).getAsDouble();
                    all.add(ours - others, theirs);
                    if (apart(statistics, first, second)) {
                        told.add(ours - others, theirs);
                    }
                }
            }
        }
        String means =
                all.same + " of " + all.pairs + " pairs of methods stand in the published order of " + ranking.by();
        return Optional.of(
                told.pairs == 0
                        ? "The published order is neither confirmed nor refuted: in the means " + means
                                + ", but of none of them is a difference shown here."
                        : "In the means " + means + "; of the " + told.pairs
                                + (told.pairs == 1 ? " pair that is" : " pairs that are") + " shown to differ here, "
                                + told.same
                                + (told.same == 1 ? " does." : " do."));
    }

    /** Pairs that both sides put in an order. */
    private static final class Agreement {
        private int pairs;
        private int same;

        private void add(double ours, double theirs) {
            if (ours != 0 && theirs != 0) {
                pairs++;
                same += ours > 0 == theirs > 0 ? 1 : 0;
            }
        }
    }

    private static boolean apart(RankingStatistics statistics, int first, int second) {
        return statistics.pairs().stream()
                .anyMatch(pair -> pair.first() == first && pair.second() == second && pair.apart());
    }

    private OptionalDouble publishedMean(Line line) {
        double sum = 0;
        for (String factor : ranking.factors()) {
            Board.Published published = view.row(line, ranking.ranked(), Ranking.whole(line), factor)
                    .map(Row::published)
                    .orElse(null);
            if (published == null) {
                return OptionalDouble.empty();
            }
            sum += published.mean();
        }
        return OptionalDouble.of(sum / ranking.factors().size());
    }
}
