package org.disentangle.methods.ipirm;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Head;
import org.disentangle.core.network.HeadOptions;

/** The authors' head: hidden layers without bias, with batch norm and ReLU, then a linear layer with bias. */
final class OneHead {
    private OneHead() {}

    static void check(int embedding, List<Integer> hidden) {
        Check.within("embedding", embedding, 1, 1 << 16);
        hidden.forEach(width -> Check.within("hidden", width, 0, 1 << 16));
    }

    /** The halves of r are named only so that boards can compare with methods that have such; the objective knows of none. */
    static Architecture architecture(int embedding, List<Integer> hidden, int representation) {
        HeadOptions layers = HeadOptions.of(hidden, representation, embedding, true, false, true);
        int half = representation / 2;
        List<Block> halves =
                representation % 2 == 0 ? List.of(new Block("r0", 0, half), new Block("r1", half, half)) : List.of();
        return new Architecture(halves, List.of(new Head("z", 0, representation, layers)), List.of());
    }
}
