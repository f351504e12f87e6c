package org.disentangle.core.method;

import java.util.ArrayList;
import java.util.List;

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

    /** The names of all that is scored: r and its blocks, and with heads z and its blocks. */
    public List<String> blockNames() {
        List<String> names = new ArrayList<>(List.of("r"));
        representationBlocks.forEach(block -> names.add(block.name()));
        if (!heads.isEmpty()) {
            names.add("z");
            embeddingBlocks.forEach(block -> names.add(block.name()));
        }
        return List.copyOf(names);
    }

    /** The size of z; 0 without heads. */
    public int embeddingDimension() {
        return heads.stream().mapToInt(head -> head.layers().output()).sum();
    }
}
