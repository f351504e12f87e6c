package org.disentangle.testkit;

import java.util.Map;

/** Entries that must be there. */
final class Found {
    private Found() {}

    static <T> T in(Map<String, T> values, String name) {
        T value = values.get(name);
        if (value == null) {
            throw new AssertionError("No '" + name + "' among " + values.keySet());
        }
        return value;
    }
}
