package org.disentangle.methods.invariance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.method.Block;

/** The blocks of an embedding: content first, then one per style group. */
record Spaces(List<Block> blocks) {
    static final String CONTENT = "content";
    static final String STYLE = "style/";

    /**
     * @param sizes one per space, content first; empty gives the content half of the embedding and the styles equal shares of the
     *     rest, the last taking what is left over
     */
    static Spaces of(List<String> styleGroups, int embedding, List<Integer> sizes) {
        List<Integer> lengths = sizes.isEmpty() ? shares(styleGroups.size(), embedding) : sizes;
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (int space = 0; space < lengths.size(); space++) {
            String name = space == 0 ? CONTENT : STYLE + styleGroups.get(space - 1);
            blocks.add(new Block(name, start, lengths.get(space)));
            start += lengths.get(space);
        }
        return new Spaces(List.copyOf(blocks));
    }

    static void check(List<String> styleGroups, int embedding, List<Integer> sizes) {
        Check.require(!styleGroups.isEmpty(), "style_groups", styleGroups, "at least one group of transforms");
        Check.require(
                new HashSet<>(styleGroups).size() == styleGroups.size(),
                "style_groups",
                styleGroups,
                "every group once");
        Check.within("embedding", embedding, styleGroups.size() + 1, 1 << 16);
        sizes.forEach(size -> Check.within("blocks", size, 1, 1 << 16));
        int sum = sizes.stream().mapToInt(Integer::intValue).sum();
        Check.require(
                sizes.isEmpty() || (sizes.size() == styleGroups.size() + 1 && sum == embedding),
                "blocks",
                sizes,
                "one size for content and one for each of the " + styleGroups.size() + " style groups, " + embedding
                        + " together ('embedding'); or nothing, for half and equal shares of the rest");
    }

    private static List<Integer> shares(int styles, int embedding) {
        int content = Math.min(embedding - styles, (embedding + 1) / 2);
        int share = (embedding - content) / styles;
        List<Integer> lengths = new ArrayList<>();
        lengths.add(content);
        for (int style = 0; style < styles; style++) {
            lengths.add(style < styles - 1 ? share : embedding - content - share * (styles - 1));
        }
        return lengths;
    }

    int count() {
        return blocks.size();
    }

    /** A space's name in loss terms: {@code content}, or that of its style group. */
    String term(int space) {
        String name = blocks.get(space).name();
        return space == 0 ? name : name.substring(STYLE.length());
    }
}
