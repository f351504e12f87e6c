package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.disentangle.metrics.disentanglement.BlockMatching;
import org.disentangle.metrics.disentanglement.BlockScores;

/**
 * Which block of a trial stands at which place of the board, by {@link BlockMatching} on the probe's scores. Only blocks that are
 * numbered parts of their whole, such as z0 and z1, are matched: which of them holds what is arbitrary. A block with a name of its own
 * is what it is called.
 */
final class BlockOrder {
    /** The metric whose scores decide. */
    static final String METRIC = "linear-probe";

    private final Map<String, String> shownAs;
    private final List<String> reordered;

    private BlockOrder(Map<String, String> shownAs, List<String> reordered) {
        this.shownAs = shownAs;
        this.reordered = reordered;
    }

    /** The deciding metric's score of a block for a factor. */
    @FunctionalInterface
    interface Scores {
        OptionalDouble of(String block, String factor);
    }

    /**
     * @param parts wholes and the blocks they fall into
     * @param factors those that a group's views share, in board order
     */
    static BlockOrder of(Map<String, List<String>> parts, List<String> factors, Scores scores) {
        Map<String, String> shownAs = new HashMap<>();
        List<String> reordered = new ArrayList<>();
        parts.forEach((whole, blocks) -> {
            double[][] values = new double[blocks.size()][factors.size()];
            for (int b = 0; b < blocks.size(); b++) {
                for (int f = 0; f < factors.size(); f++) {
                    OptionalDouble score = scores.of(blocks.get(b), factors.get(f));
                    if (score.isEmpty()) {
                        return;
                    }
                    values[b][f] = score.getAsDouble();
                }
            }
            if (blocks.size() < 2 || factors.isEmpty() || !interchangeable(whole, blocks)) {
                return;
            }
            BlockMatching.Match match = BlockMatching.match(BlockScores.of(blocks, factors, values));
            List<String> inOrder = match.apply(blocks);
            for (int position = 0; position < inOrder.size(); position++) {
                shownAs.put(inOrder.get(position), blocks.get(position));
            }
            if (!match.isIdentity()) {
                reordered.add(whole);
            }
        });
        return new BlockOrder(shownAs, reordered);
    }

    private static boolean interchangeable(String whole, List<String> blocks) {
        return blocks.stream().allMatch(block -> block.matches(Pattern.quote(whole) + "[0-9]+"));
    }

    /** The place of a block on the board, named after the block that stands there before matching. */
    String shownAs(String block) {
        return shownAs.getOrDefault(block, block);
    }

    /** Wholes whose blocks changed places. */
    List<String> reordered() {
        return reordered;
    }
}
