package org.disentangle.methods.burns;

import java.util.List;

/**
 * Settings of {@code random}.
 *
 * @param embedding the size of z0 and of z1
 * @param hidden widths of each head's hidden layers; 0 is as wide as the head's input
 */
public record UntrainedOptions(int embedding, List<Integer> hidden) {
    public static final UntrainedOptions DEFAULT = new UntrainedOptions(8, List.of(0));

    public UntrainedOptions {
        hidden = List.copyOf(hidden);
        Halves.checkHead(embedding, hidden);
    }
}
