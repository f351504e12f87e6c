package org.disentangle.metrics.information;

import org.disentangle.core.Check;

/**
 * Settings of {@code sap}.
 *
 * @param form how categorical factors are read from a dimension; continuous ones always by squared correlation
 * @param c weight of the support vector machine's errors; 0.01 in disentanglement_lib
 */
public record SapOptions(Form form, double c) {
    public static final SapOptions DEFAULT = new SapOptions(Form.DISCRETE, 0.01);

    /** What the score of a dimension for a factor is. */
    public enum Form {
        /** Accuracy of a linear support vector machine; what papers usually quote. */
        DISCRETE,
        /** Squared correlation, labels taken as numbers. */
        CONTINUOUS
    }

    public SapOptions {
        Check.positive("c", c);
    }
}
