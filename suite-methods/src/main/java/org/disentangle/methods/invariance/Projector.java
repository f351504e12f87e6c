package org.disentangle.methods.invariance;

import java.util.List;
import org.disentangle.core.method.Head;
import org.disentangle.core.network.HeadOptions;

/** The head of this family: hidden layers with batch norm and no bias, and a last layer without bias. */
final class Projector {
    private Projector() {}

    /** @param hidden widths; 0 is as wide as r */
    static Head head(List<Integer> hidden, int embedding, int representation) {
        List<Integer> widths = hidden.stream()
                .map(width -> width == 0 ? representation : width)
                .toList();
        return new Head("z", 0, representation, new HeadOptions(widths, embedding, true, false, false));
    }
}
