package org.disentangle.runner.board;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.ranking.RankingStatistics.Pair;
import org.disentangle.runner.ranking.RankingStatistics.Place;

/** What the seeds say about an order of methods, in words. */
public final class RankingText {
    /** More names than this are counted instead. */
    private static final int MOST_NAMES = 6;

    private final RankingStatistics statistics;
    /** By place: the method with the settings that tell it from its other lines. */
    private final List<String> names;

    public RankingText(RankingStatistics statistics) {
        this.statistics = statistics;
        this.names = names(statistics.places());
    }

    /** All places are on one data set. */
    private static List<String> names(List<Place> places) {
        List<LineNames.Line> lines = places.stream()
                .map(place -> new LineNames.Line("", place.method(), place.settings()))
                .toList();
        LineNames names = new LineNames(lines);
        return lines.stream().map(names::of).toList();
    }

    /** Which methods differ. */
    public String finding() {
        return statistics.reason().isEmpty()
                ? "On the mean " + statistics.metric() + " over " + String.join(" and ", statistics.factors()) + ", "
                        + found()
                : "No method has a rank, so the order says nothing about who is better. " + statistics.reason();
    }

    /** Which methods differ, and how sure that is. */
    public String summary() {
        return statistics.reason().isEmpty() ? finding() + " " + how() : finding();
    }

    /** How the finding was made, and what it leaves out; why there is none where nothing was tested. */
    public String how() {
        if (!statistics.reason().isEmpty()) {
            return statistics.reason();
        }
        int pairs = statistics.pairs().size();
        String tests = pairs == 1
                ? "a paired t test"
                : "paired t tests, corrected by Holm's method for all " + pairs + " pairs of this table";
        return "Judged by " + tests + ", at the 5 % level on the "
                + statistics.seeds().size()
                + " seeds that all ranked methods have: such tests find even one difference that is not there in at most 5 of 100"
                + " experiments, if differences scatter normally over seeds."
                + untested()
                + unranked();
    }

    private String found() {
        List<Pair> apart = statistics.pairs().stream().filter(Pair::apart).toList();
        int open = statistics.pairs().size() - apart.size();
        if (apart.isEmpty()) {
            return "the seeds tell no two methods apart, which does not show that they are equal." + nearest();
        }
        String differ = statistics.pairs().size() == 1
                ? ""
                : apart.size() + " of " + statistics.pairs().size()
                        + (apart.size() == 1 ? " pairs of methods differs: " : " pairs of methods differ: ");
        String which = apart.size() <= MOST_NAMES && !isClear()
                ? apart.stream()
                        .map(pair -> pair(
                                pair,
                                statistics.metric().equals(BoardView.GAP)
                                        ? " has a larger gap than "
                                        : " is better than "))
                        .collect(Collectors.joining("; "))
                : best();
        return differ + which + "."
                + (open == 0
                        ? ""
                        : (open == 1 ? " The other one is open" : " The other " + open + " are open")
                                + ": the seeds do not tell those methods apart, which does not show that they are equal."
                                + nearest());
    }

    /** Whether the first is better than all others. */
    private boolean isClear() {
        return statistics.pairs().size() > 1
                && statistics.places().stream()
                        .anyMatch(place -> place.worst() != null && place.rank() != null && place.worst() == 1);
    }

    private String pair(Pair pair, String relation) {
        int winner = statistics.winner(pair);
        int other = winner == pair.first() ? pair.second() : pair.first();
        return names.get(winner) + relation + names.get(other);
    }

    private String best() {
        int first =
                positions(place -> place.rank() != null && place.rank() == 1).get(0);
        return names.get(first)
                + (isClear()
                        ? " is better than every other ranked method"
                        : " leads, and is not shown to be better than every other");
    }

    /** Of the pairs that are not told apart the one that comes nearest to it. */
    private String nearest() {
        return statistics.pairs().stream()
                .filter(pair -> !pair.apart() && pair.p() != null)
                .min(Comparator.comparingDouble(Pair::corrected))
                .filter(pair -> pair.corrected() < 1)
                .map(pair -> " Nearest to a difference: " + pair(pair, " above ") + " (corrected p "
                        + Figures.pValue(pair.corrected()) + ").")
                .orElse("");
    }

    /** Differences without spread; Student's t has nothing to measure them by. */
    private String untested() {
        long constant = statistics.pairs().stream()
                .filter(pair -> pair.p() == null && pair.difference() != 0)
                .count();
        return constant == 0
                ? ""
                : " " + constant + (constant == 1 ? " pair differs" : " pairs differ")
                        + " by the same amount on every seed, which these tests cannot judge; they count as not told apart.";
    }

    private String unranked() {
        List<Integer> without = positions(place -> place.rank() == null);
        return without.isEmpty()
                ? ""
                : " Without a rank, as some of their seeds are missing: " + listedNames(without) + ".";
    }

    /** {@code 1}, or a dash. */
    public static String rank(Place place) {
        return place.rank() == null ? BoardView.NONE : place.rank().toString();
    }

    /** {@code 1 to 3}: the ranks that the tests leave open; or why there is none, in a word or two. */
    public static String range(Place place) {
        if (place.rank() == null) {
            return place.n() < place.planned() ? "incomplete" : "no rank";
        }
        return place.rank() + " to " + place.worst();
    }

    /** Who is better, who is worse, and who cannot be told apart from it; or why it has no rank. */
    public String verdict(int place) {
        Place about = statistics.places().get(place);
        if (about.rank() == null) {
            return about.reason();
        }
        return Stream.of(
                        "better than " + others(place, pair -> pair.apart() && statistics.winner(pair) == place),
                        "worse than " + others(place, pair -> pair.apart() && statistics.winner(pair) != place),
                        "not told apart from " + others(place, pair -> !pair.apart()))
                .filter(clause -> !clause.endsWith(" "))
                .collect(Collectors.joining("; ", "", "."));
    }

    /** Names of those that a line makes such a pair with; empty for none. */
    private String others(int place, Predicate<Pair> wanted) {
        List<Pair> about = statistics.pairs().stream()
                .filter(pair -> pair.first() == place || pair.second() == place)
                .toList();
        List<Integer> found = about.stream()
                .filter(wanted)
                .map(pair -> pair.first() == place ? pair.second() : pair.first())
                .toList();
        return found.size() > 1 && found.size() == about.size() ? "every other" : listedNames(found);
    }

    private List<Integer> positions(Predicate<Place> wanted) {
        return IntStream.range(0, names.size())
                .filter(place -> wanted.test(statistics.places().get(place)))
                .boxed()
                .toList();
    }

    private String listedNames(List<Integer> places) {
        return listed(places.stream().map(names::get).toList());
    }

    /** The method of a place with the settings that tell it from its other lines. */
    public String name(int place) {
        return names.get(place);
    }

    /** Parted by what settings are not parted by; of many the first ones. */
    public static String listed(List<String> names) {
        return names.size() > MOST_NAMES
                ? names.stream().limit(MOST_NAMES).collect(Collectors.joining(" · ")) + " · and "
                        + (names.size() - MOST_NAMES) + " more"
                : String.join(" · ", names);
    }
}
