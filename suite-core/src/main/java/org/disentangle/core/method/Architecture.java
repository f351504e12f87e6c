package org.disentangle.core.method;

import java.util.List;
import org.disentangle.core.network.Heads;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a method puts upon an encoder.
 *
 * @param representationBlocks blocks of r that are scored by themselves, such as r0 and r1
 * @param heads in order; empty if the objective works on r (there is no z then)
 * @param embeddingBlocks blocks of z that are scored by themselves
 */
public record Architecture(List<Block> representationBlocks, List<Head> heads, List<Block> embeddingBlocks) {
    public Architecture {
        representationBlocks = List.copyOf(representationBlocks);
        heads = List.copyOf(heads);
        embeddingBlocks = List.copyOf(embeddingBlocks);
        int width = heads.stream().mapToInt(head -> head.layers().output()).sum();
        for (Block block : embeddingBlocks) {
            if (block.start() + block.length() > width) {
                throw new IllegalArgumentException(block + " leaves the embedding of width " + width);
            }
        }
    }

    /** The size of z; 0 without heads. */
    public int embeddingDimension() {
        return heads.stream().mapToInt(head -> head.layers().output()).sum();
    }

    /**
     * Applies the heads; their parameters stand below {@code head/<name>/}.
     *
     * @param representation r, {@code [n, d]}
     * @return z, {@code [n, embeddingDimension]}; null without heads
     */
    public @Nullable Tensor embed(Tensor representation, Mode mode) {
        if (heads.isEmpty()) {
            return null;
        }
        List<Tensor> parts = heads.stream()
                .map(head -> Heads.apply(
                        head.name(), head.layers(), representation.slice(1, head.start(), head.length()), mode))
                .toList();
        return representation.builder().concatenate(1, parts);
    }
}
