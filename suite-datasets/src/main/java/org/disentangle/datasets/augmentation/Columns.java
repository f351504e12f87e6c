package org.disentangle.datasets.augmentation;

import java.util.Map;

/** Values by column name, where asking for a column that is not there is a mistake of ours. */
record Columns<T>(Map<String, T> byName) {

    T get(String name) {
        T value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No column '" + name + "', only " + byName.keySet());
        }
        return value;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }
}
