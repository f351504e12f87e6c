package org.disentangle.runner.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as text, without a silent loss. */
final class Numbers {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** A Long for a whole number without point or exponent, else a Double. */
    static Object parse(Place place, String text) {
        BigDecimal exact = new BigDecimal(text);
        boolean whole = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (whole) {
            BigInteger value = exact.toBigIntegerExact();
            if (value.compareTo(LEAST) < 0 || value.compareTo(GREATEST) > 0) {
                throw new PlacedError(place, text + " does not fit into 64 bits");
            }
            return value.longValue();
        }
        double value = exact.doubleValue();
        if (Double.isInfinite(value) || (value == 0 && exact.signum() != 0)) {
            throw new PlacedError(
                    place, text + " is beyond the range of a 64-bit floating-point number (about 1e-323 to 1.8e308)");
        }
        return value;
    }
}
