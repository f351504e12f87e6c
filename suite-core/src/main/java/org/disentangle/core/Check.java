package org.disentangle.core;

/** Validation of settings; each failure is a {@link UserError} that names the key, the value and what is allowed. */
public final class Check {
    private Check() {}

    public static void positive(String key, double value) {
        require(Double.isFinite(value) && value > 0, key, value, "a finite number above 0");
    }

    public static void notNegative(String key, double value) {
        require(Double.isFinite(value) && value >= 0, key, value, "a finite number of at least 0");
    }

    public static void finite(String key, double value) {
        require(Double.isFinite(value), key, value, "a finite number");
    }

    public static void within(String key, double value, double minimum, double maximum) {
        require(value >= minimum && value <= maximum, key, value, "a number from " + minimum + " to " + maximum);
    }

    public static void within(String key, int value, int minimum, int maximum) {
        require(value >= minimum && value <= maximum, key, value, "a whole number from " + minimum + " to " + maximum);
    }

    public static void require(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new UserError("'" + key + "' is " + value + "; allowed is " + allowed);
        }
    }
}
