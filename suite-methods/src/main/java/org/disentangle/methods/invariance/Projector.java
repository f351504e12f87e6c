package org.disentangle.methods.invariance;

import java.util.List;
import org.disentangle.core.method.Head;
import org.disentangle.core.network.HeadOptions;

/** The head of this family: hidden layers with batch norm and no bias, and a last layer without bias. */
final class Projector {
    private Projector() {}

    /** @param hidden widths; 0 is as wide as r */
    static Head head(List<Integer> hidden, int embedding, int representation) {
        HeadOptions layers = HeadOptions.of(hidden, representation, embedding, true, false, false);
        return new Head("z", 0, representation, layers);
    }
}
