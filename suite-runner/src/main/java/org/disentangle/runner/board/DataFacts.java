package org.disentangle.runner.board;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.runner.board.Board.ContinuousFactorSummary;
import org.disentangle.runner.board.Board.DataSummary;
import org.disentangle.runner.board.Board.FactorSummary;

/** What a board says of a data set in a paragraph. */
public final class DataFacts {
    private DataFacts() {}

    /**
     * @param data of which something is known
     * @param marked how a factor's name is set off from what it means
     */
    public static String of(DataSummary data, UnaryOperator<String> marked) {
        String factors = Stream.concat(
                        data.factors().stream()
                                .map(factor -> marked.apply(factor.name())
                                        + meaning(factor.name(), factor.title())
                                        + values(factor)),
                        data.continuousFactors().stream()
                                .map(factor -> marked.apply(factor.name())
                                        + meaning(factor.name(), factor.title())
                                        + numbers(factor)))
                .collect(Collectors.joining(", "));
        return "Factors: " + factors + ". Scored on " + data.trainGroups() + " training and " + data.testGroups()
                + " test groups.";
    }

    /** The title without the name at its beginning: "content" means "numbers" where "content numbers" is the title. */
    private static String meaning(String name, String title) {
        boolean repeats = title.regionMatches(true, 0, name, 0, name.length())
                && (title.length() == name.length() || !Character.isLetterOrDigit(title.charAt(name.length())));
        String rest = repeats ? title.substring(name.length()).strip() : title;
        return rest.isEmpty() ? "" : " " + rest;
    }

    private static String values(FactorSummary factor) {
        return " (" + factor.cardinality() + " values, chance " + Figures.decimal(100 * factor.chance(), 1) + " %"
                + (factor.shared() ? "" : "; differs within a pair") + ")";
    }

    private static String numbers(ContinuousFactorSummary factor) {
        return " (" + factor.dimension() + (factor.dimension() == 1 ? " number)" : " numbers)");
    }
}
