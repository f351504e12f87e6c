package org.disentangle.core.registry;

import java.util.List;

/**
 * Something a user chooses by name and settings: a method, data set, metric, encoder or optimiser.
 *
 * @param <O> the options record: it validates itself, and its defaults are complete, so every key may be left out
 */
public interface Component<O extends Record> extends Named {

    /** The options when nothing is said; also tells their type. */
    O defaults();

    /** Rises when the same settings begin to give other numbers. Goes into every trial's identity. */
    default int version() {
        return 1;
    }

    default List<Citation> citations() {
        return List.of();
    }
}
