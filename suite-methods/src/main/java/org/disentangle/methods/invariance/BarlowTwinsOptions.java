package org.disentangle.methods.invariance;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code barlow-twins}.
 *
 * @param diagonal weight of the entries that should be 1; the paper has 1
 * @param offDiagonal weight of the entries that should be 0; the paper has 0.0051
 * @param embedding the size of z
 * @param hidden widths of the head's hidden layers, with batch norm; 0 is as wide as r
 */
public record BarlowTwinsOptions(double diagonal, double offDiagonal, int embedding, List<Integer> hidden) {
    public static final BarlowTwinsOptions DEFAULT = new BarlowTwinsOptions(1, 0.0051, 32, List.of(0));

    public BarlowTwinsOptions {
        hidden = List.copyOf(hidden);
        Check.notNegative("diagonal", diagonal);
        Check.notNegative("off_diagonal", offDiagonal);
        Check.within("embedding", embedding, 1, 1 << 16);
        hidden.forEach(width -> Check.within("hidden", width, 0, 1 << 16));
    }
}
