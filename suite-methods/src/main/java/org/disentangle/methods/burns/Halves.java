package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Head;
import org.disentangle.core.network.HeadOptions;

/**
 * The architectures of Burns et al. 2021, sec. 3.3 and 4: r is cut into halves r0 and r1; z consists of z0 and z1.
 *
 * <p>The paper says "shallow MLP" of the heads. Ours have ReLU, no batch norm and no bias in the last layer, as the authors' own
 * contrastive library has them.
 */
final class Halves {
    private Halves() {}

    /** Two heads: z0 from r0 and z1 from r1, each of {@code embedding} numbers. */
    static Architecture twoHeads(int embedding, List<Integer> hidden, int representation) {
        int half = half(representation);
        List<Head> heads = List.of(
                new Head("z0", 0, half, layers(embedding, hidden, half)),
                new Head("z1", half, half, layers(embedding, hidden, half)));
        return new Architecture(blocks("r", half), heads, blocks("z", embedding));
    }

    /** One head on the whole r; z0 and z1 are the halves of its {@code embedding} numbers. */
    static Architecture oneHead(int embedding, List<Integer> hidden, int representation) {
        int half = half(representation);
        List<Head> heads = List.of(new Head("z", 0, representation, layers(embedding, hidden, representation)));
        return new Architecture(blocks("r", half), heads, blocks("z", embedding / 2));
    }

    /** No head: the objective works on r0 and r1. */
    static Architecture noHead(int representation) {
        return new Architecture(blocks("r", half(representation)), List.of(), List.of());
    }

    static void checkHead(int embedding, List<Integer> hidden) {
        Check.within("embedding", embedding, 1, 1 << 16);
        hidden.forEach(width -> Check.within("hidden", width, 0, 1 << 16));
    }

    static void checkOneHead(int embedding, List<Integer> hidden) {
        checkHead(embedding, hidden);
        Check.require(embedding % 2 == 0, "embedding", embedding, "an even number, for z0 and z1 are its halves");
    }

    private static HeadOptions layers(int embedding, List<Integer> hidden, int input) {
        return HeadOptions.of(hidden, input, embedding, false, true, false);
    }

    private static List<Block> blocks(String name, int length) {
        return List.of(new Block(name + "0", 0, length), new Block(name + "1", length, length));
    }

    private static int half(int representation) {
        if (representation % 2 != 0) {
            throw new UserError("The encoder gives a representation of " + representation
                    + " numbers, which has no halves r0 and r1; choose an even size");
        }
        return representation / 2;
    }
}
