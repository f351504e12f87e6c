package org.disentangle.metrics.information;

import org.disentangle.core.Check;

/**
 * Settings of {@code modularity}.
 *
 * @param form which of the two published numbers
 * @param bins of equal width, as in {@code mig}
 */
public record ModularityOptions(Form form, int bins) {
    public static final ModularityOptions DEFAULT = new ModularityOptions(Form.TEMPLATE, 20);

    /** What is reported. */
    public enum Form {
        /** One less the mean deviation from the ideal template, as disentanglement_lib has it; what papers usually quote. */
        TEMPLATE,
        /** The mean deviation, as Ridgeway and Mozer's code prints it; pairs of bin and value below 1e-4 of the rows are passed over. */
        DEVIATION
    }

    public ModularityOptions {
        Check.within("bins", bins, 2, BinOptions.MOST_BINS);
    }
}
