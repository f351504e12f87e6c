package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.Figures;
import org.disentangle.runner.board.RankingText;
import org.disentangle.runner.ranking.RankingStatistics;
import org.disentangle.runner.ranking.RankingStatistics.AverageRank;
import org.disentangle.runner.ranking.RankingStatistics.Friedman;
import org.disentangle.runner.ranking.RankingStatistics.Pair;
import org.disentangle.runner.ranking.RankingStatistics.Profile;
import org.jspecify.annotations.Nullable;

/** What the seeds say about one ranking, as words, drawings and tables. The best {@value #MOST_SHOWN} methods; board.json has all. */
final class Evidences {
    private static final int MOST_SHOWN = RankingStatistics.MOST_RESAMPLED;
    private static final String NONE = "–";
    private static final int SHADES = 10;

    private final String id;
    private final RankingStatistics statistics;
    private final RankingText words;
    private final List<Page.Label> labels;
    /** The first of those with a rank, by position. */
    private final List<Integer> shown;

    private final Map<List<Integer>, Pair> pairs = new HashMap<>();

    /**
     * @param table anchor of the ranked table
     * @param words of the same statistics
     * @param labels by position
     */
    Evidences(String table, RankingStatistics statistics, RankingText words, List<Page.Label> labels) {
        this.id = table + "-evidence";
        this.statistics = statistics;
        this.words = words;
        this.labels = labels;
        this.shown = IntStream.range(0, labels.size())
                .filter(place -> statistics.places().get(place).rank() != null)
                .limit(MOST_SHOWN)
                .boxed()
                .toList();
        statistics.pairs().forEach(pair -> pairs.put(List.of(pair.first(), pair.second()), pair));
    }

    Page.Evidence evidence() {
        boolean tested = statistics.reason().isEmpty();
        // Where no two differ, the summary has said it all.
        boolean differ = statistics.pairs().stream().anyMatch(Pair::apart);
        int verdicts = differ ? Math.min(MOST_SHOWN, labels.size()) : 0;
        return new Page.Evidence(
                id,
                words.finding(),
                words.how(),
                IntStream.range(0, verdicts).mapToObj(this::verdict).toList(),
                differ ? labels.size() - verdicts : 0,
                statistics.friedman() == null ? List.of() : List.of(diagram(statistics.friedman())),
                tested ? matrix() : List.of(),
                profiles(),
                statistics.neighbours().stream()
                        .limit(MOST_SHOWN)
                        .map(this::neighbours)
                        .toList());
    }

    private Page.Verdict verdict(int place) {
        RankingStatistics.Place about = statistics.places().get(place);
        return new Page.Verdict(
                labels.get(place),
                about.rank() == null
                        ? "no rank"
                        : "rank " + RankingText.rank(about) + " (" + RankingText.range(about) + ")",
                words.verdict(place));
    }

    /** A critical-difference diagram turned on its side, so that it fits a narrow window: a row a method, letters for the groups. */
    private Page.Plot diagram(Friedman friedman) {
        double half = friedman.criticalDifference() / 2;
        int methods = friedman.averageRanks().size();
        Drawings.Scale scale = new Drawings.Scale(1, methods);
        List<Page.PlotRow> rows = friedman.averageRanks().stream()
                .limit(MOST_SHOWN)
                .map(rank -> new Page.PlotRow(
                        labels.get(rank.place()),
                        labels.get(rank.place()).target(),
                        Figures.decimal(rank.averageRank(), 2) + ", group " + letters(friedman, rank),
                        Drawings.strip(
                                scale,
                                List.of(),
                                rank.averageRank(),
                                new Interval(
                                        1 - statistics.significance(),
                                        rank.averageRank() - half,
                                        rank.averageRank() + half),
                                null,
                                null)))
                .toList();
        return new Page.Plot(
                id + "-ranks",
                "critical difference",
                "Critical-difference diagram: the average rank over "
                        + statistics.seeds().size()
                        + " seeds (upright line; 1 is best) with half the critical difference to either side (bar)."
                        + " Methods whose bars overlap share a letter: Nemenyi's test does not tell them apart",
                Drawings.axis(scale, rank -> Figures.decimal(rank, 1)),
                rows,
                reading(friedman, methods));
    }

    private String reading(Friedman friedman, int methods) {
        boolean differ = friedman.pValue() <= statistics.significance();
        return "Friedman's test of whether all methods rank alike: p " + equal(friedman.pValue())
                + (differ
                        ? ", so that taken together they do not; it says nothing of any two."
                        : ", so that these ranks do not show a difference.")
                + " The critical difference is "
                + Figures.decimal(friedman.criticalDifference(), 2) + " ranks"
                + (friedman.criticalDifference() > methods - 1
                        ? ": more than lies between the first and the last, so that with so few seeds Nemenyi's test cannot tell any two"
                                + " methods apart."
                        : ".")
                + " Both look at the order within each seed alone, not at how far methods lie apart; the ranks of the table come from"
                + " the differences, and may see what these do not.";
    }

    private static String equal(double p) {
        return p < 0.001 ? Figures.pValue(p) : "= " + Figures.pValue(p);
    }

    private static String letters(Friedman friedman, AverageRank rank) {
        return IntStream.range(0, friedman.groups().size())
                .filter(group -> friedman.groups().get(group).contains(rank.place()))
                .mapToObj(group -> group < 26 ? String.valueOf((char) ('a' + group)) : Integer.toString(group + 1))
                .collect(Collectors.joining(" "));
    }

    private List<Page.MatrixRow> matrix() {
        List<Page.MatrixRow> rows = new ArrayList<>();
        for (int place : shown) {
            rows.add(new Page.MatrixRow(
                    rows.size() + 1,
                    labels.get(place),
                    shown.stream().map(other -> cell(place, other)).toList()));
        }
        return rows;
    }

    private Page.MatrixCell cell(int place, int other) {
        if (place == other) {
            return new Page.MatrixCell(NONE, "", "", -1);
        }
        Pair pair = Objects.requireNonNull(pairs.get(List.of(Math.min(place, other), Math.max(place, other))));
        boolean turned = place > other;
        double value = turned ? 1 - pair.improvement() : pair.improvement();
        Double lower = turned ? less(pair.improvementUpper()) : pair.improvementLower();
        Double upper = turned ? less(pair.improvementLower()) : pair.improvementUpper();
        return new Page.MatrixCell(
                Figures.decimal(value, 2),
                lower == null || upper == null
                        ? value == 0 || value == 1 ? "of all pairs of runs" : "no interval"
                        : Figures.decimal(lower, 2) + " to " + Figures.decimal(upper, 2),
                Figures.pValue(pair.corrected()),
                (int) Math.round(SHADES * value));
    }

    private static @Nullable Double less(@Nullable Double share) {
        return share == null ? null : 1 - share;
    }

    private List<Page.Chart> profiles() {
        if (statistics.profiles().isEmpty()) {
            return List.of();
        }
        List<Double> thresholds = statistics.thresholds();
        String least = Figures.value(statistics.metric(), thresholds.get(0));
        String most = Figures.value(statistics.metric(), thresholds.get(thresholds.size() - 1));
        Profile first = statistics.profiles().get(0);
        return statistics.profiles().stream()
                .map(profile -> new Page.Chart(
                        "profile",
                        words.name(profile.place()),
                        Drawings.profile(
                                points(profile.shares()),
                                points(profile.lower()),
                                points(profile.upper()),
                                profile.place() == first.place() ? List.of() : points(first.shares()),
                                least,
                                most)))
                .toList();
    }

    private static List<double[]> points(List<Double> shares) {
        return IntStream.range(0, shares.size())
                .mapToObj(i -> new double[] {i, shares.get(i)})
                .toList();
    }

    private Page.Neighbours neighbours(RankingStatistics.Neighbours neighbours) {
        Pair pair = Objects.requireNonNull(pairs.get(List.of(neighbours.first(), neighbours.second())));
        String metric = statistics.metric();
        Double lower = pair.lower();
        Double upper = pair.upper();
        Integer more = neighbours.more();
        return new Page.Neighbours(
                labels.get(neighbours.first()),
                labels.get(neighbours.second()),
                Figures.signed(metric, pair.difference()),
                lower == null || upper == null
                        ? NONE
                        : Figures.signed(metric, lower) + " to " + Figures.signed(metric, upper),
                Figures.pValue(pair.corrected()),
                neighbours.apart()
                        ? "told apart already"
                        : more == null
                                ? neighbours.reason()
                                : "about " + more + " more, " + neighbours.pairs() + " in all");
    }
}
