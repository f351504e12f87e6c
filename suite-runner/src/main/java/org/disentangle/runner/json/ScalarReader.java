package org.disentangle.runner.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.disentangle.core.registry.NearestName;

/** Single values of the types that options have: nothing is rounded, cut off or guessed. */
final class ScalarReader {
    private ScalarReader() {}

    static Object read(String key, Class<?> type, Tree.Scalar scalar) {
        Object value = scalar.value();
        if (type == String.class && value instanceof String) {
            return value;
        }
        if ((type == boolean.class || type == Boolean.class) && value instanceof Boolean) {
            return value;
        }
        if (type.isEnum() && value instanceof String word) {
            return constant(key, type, word, scalar);
        }
        if (value instanceof Number number) {
            if (type == int.class || type == Integer.class) {
                return Math.toIntExact(whole(key, scalar, number, Integer.MIN_VALUE, Integer.MAX_VALUE));
            }
            if (type == long.class || type == Long.class) {
                return whole(key, scalar, number, Long.MIN_VALUE, Long.MAX_VALUE);
            }
            if (type == double.class || type == Double.class) {
                double real = number.doubleValue();
                if (!Double.isFinite(real)) {
                    throw wrong(key, scalar, "a finite number");
                }
                return real;
            }
        }
        throw wrong(key, scalar, expected(type));
    }

    private static long whole(String key, Tree.Scalar scalar, Number number, long least, long most) {
        String allowed = "a whole number from " + least + " to " + most;
        if (number instanceof Long value) {
            if (value < least || value > most) {
                throw wrong(key, scalar, allowed);
            }
            return value;
        }
        double real = number.doubleValue();
        if (real != Math.rint(real) || Math.abs(real) > 1L << 53 || real < least || real > most) {
            throw wrong(key, scalar, allowed);
        }
        return (long) real;
    }

    private static Object constant(String key, Class<?> type, String word, Tree.Scalar scalar) {
        List<String> known = new ArrayList<>();
        for (Object candidate : type.getEnumConstants()) {
            String name = Names.constant((Enum<?>) candidate);
            if (name.equals(Names.comparable(word))) {
                return candidate;
            }
            known.add(name);
        }
        String nearest = NearestName.of(word.toLowerCase(Locale.ROOT), known)
                .map(near -> ". Did you mean '" + near + "'?")
                .orElse("");
        throw wrong(key, scalar, String.join(", ", known) + nearest);
    }

    static String expected(Type type) {
        if (!(type instanceof Class<?> plain)) {
            return ((ParameterizedType) type).getRawType() == List.class ? "a list" : "a mapping";
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return "true or false";
        }
        if (plain.isEnum()) {
            return String.join(
                    ", ",
                    Arrays.stream(plain.getEnumConstants())
                            .map(constant -> Names.constant((Enum<?>) constant))
                            .toList());
        }
        if (plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class) {
            return "a whole number";
        }
        if (plain == double.class || plain == Double.class) {
            return "a number";
        }
        return plain == String.class ? "a text" : "a mapping";
    }

    static PlacedError wrong(String key, Tree tree, String allowed) {
        return new PlacedError(tree.place(), "'" + key + "' is " + tree.kind() + "; allowed is " + allowed);
    }
}
