package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.runner.json.Names;

/**
 * What a user says of a column of factors.
 *
 * @param name as scores call it
 */
public record FactorChoice(String name, Kind kind) {

    /** How metrics treat a column. */
    public enum Kind {
        /** Finitely many values without distance. */
        CATEGORICAL,
        /** Numbers. */
        CONTINUOUS,
        /** As if it were not there. */
        IGNORED
    }

    /**
     * Reads {@code shape:categorical,x:continuous}.
     *
     * @throws UserError saying what is wrong
     */
    public static List<FactorChoice> list(String text) {
        List<FactorChoice> choices = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String item : text.split(",", -1)) {
            int colon = item.lastIndexOf(':');
            if (colon < 1) {
                throw wrong(text, "'" + item + "' is no NAME:KIND");
            }
            String name = item.substring(0, colon).strip();
            String kind = item.substring(colon + 1).strip();
            if (name.isEmpty() || !names.add(name)) {
                throw wrong(text, name.isEmpty() ? "'" + item + "' has no name" : "'" + name + "' stands there twice");
            }
            choices.add(new FactorChoice(
                    name,
                    Arrays.stream(Kind.values())
                            .filter(known -> Names.constant(known).equals(kind))
                            .findFirst()
                            .orElseThrow(() -> wrong(
                                    text, "'" + kind + "' is no kind; allowed are categorical, continuous, ignored"))));
        }
        return choices;
    }

    private static UserError wrong(String text, String fault) {
        return new UserError("--factors is '" + text + "': " + fault
                + ". A kind per column of 'factors', such as shape:categorical,x:continuous");
    }
}
