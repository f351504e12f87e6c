package org.disentangle.metrics.disentanglement;

import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;

/**
 * Puts the blocks of a trial into a canonical order before trials are averaged. Nothing in these methods says which half is to
 * hold which factor, so that is arbitrary per seed, and averaging {@code z0} over seeds as they come would blend both kinds of
 * halves into two equal ones.
 *
 * <p>The rule. Block b has for factor f the advantage {@code A(b, f) = S(b, f) - mean over the other factors g of S(b, g)} (S
 * alone if there is one factor). Position p of the canonical order is meant for factor p. The order is the permutation that
 * maximises the sum of {@code A(block at p, p)} over all positions that have a factor; positions without one take the blocks
 * that are left, in their original order. Of permutations that are equally good (to {@value #TIE}) the one that comes first
 * lexicographically wins, so ties keep the original order. With two blocks and two factors that is: the block with the larger
 * S(b, 0) - S(b, 1) comes first.
 *
 * <p>Every whole is matched by its own scores, so the halves of r and those of z may swap independently.
 *
 * <p><b>The bias.</b> The order is chosen by the very scores that are then averaged, so even halves that differ by noise alone
 * come out, on average, with the first better at the first factor and the second at the second: matching makes a diagonal
 * appear. Means of matched blocks must be read beside the gap and beside the count of trials that are diagonal, and both of
 * those are computed on unmatched trials ({@link Gap}, {@link Diagonal}): they do not change when blocks swap places.
 */
public final class BlockMatching {
    private static final int MOST_BLOCKS = 8;
    private static final double TIE = 1e-9;

    private BlockMatching() {}

    /**
     * @param order the original index of the block at each canonical position; {@code [0, 1]} if two blocks stay
     * @param advantage the sum that the order maximises
     */
    public record Match(List<Integer> order, double advantage) {
        public Match {
            order = List.copyOf(order);
        }

        public boolean isIdentity() {
            return IntStream.range(0, order.size()).allMatch(position -> order.get(position) == position);
        }

        /** Things that belong to blocks (names, rows of scores) in the canonical order. */
        public <T> List<T> apply(List<T> byBlock) {
            return order.stream().map(byBlock::get).toList();
        }
    }

    /**
     * @param scores of one trial; the factors in the order in which the canonical positions are meant for them. Factors that no
     *     block is meant for (such as the one that varies within pairs) are best left out.
     * @throws UserError if there are more than eight blocks, as all orders are tried
     */
    public static Match match(BlockScores scores) {
        int blocks = scores.blocks().size();
        if (blocks > MOST_BLOCKS) {
            throw new UserError("Blocks " + scores.blocks() + " cannot be matched over seeds: at most " + MOST_BLOCKS
                    + " are. Split the embedding into fewer blocks.");
        }
        Search search = new Search(scores);
        search.extend(0, 0);
        return new Match(IntStream.of(search.best).boxed().toList(), search.bestAdvantage);
    }

    static double advantage(BlockScores scores, int block, int factor) {
        int factors = scores.factors().size();
        double others = 0;
        for (int g = 0; g < factors; g++) {
            if (g != factor) {
                others += scores.value(block, g);
            }
        }
        return scores.value(block, factor) - (factors == 1 ? 0 : others / (factors - 1));
    }

    /** All orders, lexicographically. */
    private static final class Search {
        final BlockScores scores;
        final int[] order;
        final boolean[] used;
        int[] best = {};
        double bestAdvantage = Double.NEGATIVE_INFINITY;

        Search(BlockScores scores) {
            this.scores = scores;
            this.order = new int[scores.blocks().size()];
            this.used = new boolean[order.length];
        }

        void extend(int position, double sum) {
            if (position == order.length) {
                if (sum > bestAdvantage + TIE) {
                    bestAdvantage = sum;
                    best = order.clone();
                }
                return;
            }
            for (int block = 0; block < order.length; block++) {
                if (!used[block]) {
                    used[block] = true;
                    order[position] = block;
                    boolean meant = position < scores.factors().size();
                    extend(position + 1, sum + (meant ? advantage(scores, block, position) : 0));
                    used[block] = false;
                }
            }
        }
    }
}
