package org.disentangle.core.data;

import java.util.List;
import org.disentangle.core.Check;

/**
 * A ground-truth factor of variation with finitely many values.
 *
 * @param name short, as boards print it, such as {@code DC}
 * @param title for people, such as {@code digit class}
 * @param values the name of each value; labels are indices into it
 */
public record Factor(String name, String title, List<String> values) {
    public Factor {
        values = List.copyOf(values);
        Check.require(values.size() >= 2, "factor " + name, values, "at least two values");
    }

    public int cardinality() {
        return values.size();
    }

    /** The accuracy of guessing: one over the number of values. */
    public double chance() {
        return 1.0 / cardinality();
    }
}
