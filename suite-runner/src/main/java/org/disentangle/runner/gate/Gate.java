package org.disentangle.runner.gate;

import java.util.List;
import org.disentangle.runner.board.Board;

/**
 * A condition that cells of a board must not meet, such as {@code simclr r/DC < 0.95}.
 *
 * @param text as the user wrote it
 * @param lines that it is about, of all data sets that have the factor
 * @param metric empty for that which methods are ranked by: the probe for classes, the regression for numbers
 * @param factor empty for a score about all factors
 * @param threshold in the unit of the scores, fractions and not percent
 */
public record Gate(
        String text,
        List<Board.Line> lines,
        String metric,
        String block,
        String factor,
        Comparison comparison,
        double threshold) {
    public Gate {
        lines = List.copyOf(lines);
    }

    /** How a mean is compared with the threshold. */
    public enum Comparison {
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean holds(double mean, double threshold) {
            return switch (this) {
                case BELOW -> mean < threshold;
                case AT_MOST -> mean <= threshold;
                case ABOVE -> mean > threshold;
                case AT_LEAST -> mean >= threshold;
            };
        }
    }
}
