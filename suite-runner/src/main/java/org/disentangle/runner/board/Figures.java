package org.disentangle.runner.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** Numbers as boards print them, the same in every locale: for people with a minus sign, which neither breaks a line nor goes unread. */
public final class Figures {
    /** Metrics whose values are accuracies or differences of such; they are printed in percent. */
    private static final Set<String> IN_PERCENT = Set.of("linear-probe", "knn", "gap");

    private static final String MINUS = "−";

    private Figures() {}

    public static boolean inPercent(String metric) {
        return IN_PERCENT.contains(metric);
    }

    /** For people: {@code 93.6}, or {@code −0.936} for a metric that is not in percent. */
    public static String value(String metric, double value) {
        return withMinus(inPercent(metric) ? decimal(100 * value, 1) : decimal(value, 3));
    }

    /** A number for people: the hyphen before it as the minus sign U+2212. */
    public static String withMinus(String number) {
        return number.startsWith("-") ? MINUS + number.substring(1) : number;
    }

    /** For programs and drawings, a hyphen before negative ones. Half-up on the shortest decimal of the double, so that 0.0625 is 6.3 % everywhere. */
    public static String decimal(double value, int places) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? BigDecimal.ZERO.setScale(places).toPlainString() : rounded.toPlainString();
    }

    /** In squared percentage points. */
    static String variance(double variance) {
        return decimal(1e4 * variance, 1);
    }

    /** {@code 0.012}, {@code below 0.001}. */
    public static String pValue(double p) {
        return p < 0.001 ? "below 0.001" : decimal(p, 3);
    }

    /** For people, with a sign before positive ones as well. */
    public static String signed(String metric, double value) {
        String text = value(metric, value);
        return text.startsWith(MINUS) ? text : "+" + text;
    }
}
