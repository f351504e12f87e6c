package org.disentangle.datasets.scene;

import java.util.function.BiFunction;
import org.disentangle.core.data.Split;

/** Something for each split. */
public record BySplit<T>(T train, T test) {

    public T of(Split split) {
        return split == Split.TRAIN ? train : test;
    }

    /** Puts two things of each split together. */
    public <U, R> BySplit<R> with(BySplit<U> other, BiFunction<T, U, R> combine) {
        return new BySplit<>(combine.apply(train, other.train), combine.apply(test, other.test));
    }
}
