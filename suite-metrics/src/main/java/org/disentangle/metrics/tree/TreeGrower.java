package org.disentangle.metrics.tree;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees to a depth, on the same number of columns again and again; not for use by two threads at once.
 *
 * <p>As in scikit-learn: a node is divided between two consecutive values of a column that differ by more than {@value #APART}, in
 * float32, at the middle between them; it is a leaf at the full depth, with one row, if its impurity is at most the double
 * precision's 2.2e-16, and if all its columns are constant. Among divisions that are equally good it takes the first in an order of the
 * columns that is drawn anew for each node, and in a column that of the lowest threshold; so importance is shared among columns that
 * say the same, as it would not be if the first column always won. Sums are of whole numbers and thus exact, so that what is equally
 * good comes out equal, whatever the order of the rows.
 */
abstract class TreeGrower {
    /** Values that lie closer together are not told apart. */
    static final float APART = 1e-7f;
    /** Impurity of a node that is not worth dividing. */
    static final double PURE = Math.ulp(1.0);

    private final int depth;
    private final long[][][] divided = new long[2][][];
    /** 1 for rows that go left, else 0. */
    private byte[] goesLeft = new byte[0];

    private SortedColumns columns;
    private int[] order = new int[0];
    private UniformRandomProvider ties = RandomSource.SPLIT_MIX_64.create(0L);

    TreeGrower(int depth, SortedColumns columns) {
        this.depth = depth;
        this.columns = columns;
    }

    /** How many values a node has. */
    abstract int outputs();

    /** Prepares the node with these entries. */
    abstract void enter(long[] entries, int start, int end);

    /** Impurity of the node entered last, per row. */
    abstract double impurity();

    /** Writes the values of the node entered last. */
    abstract void describe(Tree tree, int node);

    /** The best division of the node entered last by one column; null if none gains more than {@code atLeast}. */
    abstract @Nullable Split best(int column, long[] entries, int start, int end, double atLeast);

    /** Decrease of impurity, times rows, by a division of the node entered last. */
    abstract double decrease(Split split);

    /** Takes note of a leaf's entries. */
    void leaf(Tree tree, int node, long[] entries, int start, int end) {
        // nothing to note
    }

    /** @param seed of the order of columns that are equally good */
    final Tree grow(SortedColumns sorted, long seed) {
        columns = sorted;
        order = IntStream.range(0, sorted.dimension()).toArray();
        ties = RandomSource.SPLIT_MIX_64.create(seed);
        if (goesLeft.length < sorted.rows()) {
            goesLeft = new byte[sorted.rows()];
        }
        for (int i = 0; i < 2 && depth > 1; i++) {
            if (divided[i] == null || divided[i][0].length < sorted.length()) {
                divided[i] = new long[sorted.dimension()][sorted.length()];
            }
        }
        Tree tree = new Tree(outputs());
        grow(tree, 0, 0, sorted.length(), 0);
        return tree;
    }

    /** A node's entries: of the whole columns at the root, in one of two buffers by turns below. */
    private long[] entries(int column, int level) {
        return level == 0 ? columns.column(column) : divided[level & 1][column];
    }

    private int grow(Tree tree, int level, int start, int end, int known) {
        int node = tree.add();
        // Where the columns were not divided for this level, the column that was is the only one known.
        long[] some = level < depth || level == 0 ? entries(known, level) : entries(known, level - 1);
        enter(some, start, end);
        describe(tree, node);
        Split split = level < depth && end - start > 1 && impurity() > PURE ? best(level, start, end) : null;
        if (split == null) {
            leaf(tree, node, some, start, end);
            return node;
        }
        double decrease = decrease(split);
        int middle = split.position();
        if (level + 1 < depth) {
            divide(level, split, start, end);
        }
        int left = grow(tree, level + 1, start, middle, split.column());
        int right = grow(tree, level + 1, middle, end, split.column());
        tree.split(node, split, left, right, decrease);
        return node;
    }

    private @Nullable Split best(int level, int start, int end) {
        Split best = null;
        double gain = Double.NEGATIVE_INFINITY;
        shuffle();
        for (int column : order) {
            long[] entries = entries(column, level);
            if (SortedColumns.value(entries[end - 1]) <= SortedColumns.value(entries[start]) + APART) {
                continue;
            }
            Split found = best(column, entries, start, end, gain);
            if (found != null) {
                best = found;
                gain = found.gain();
            }
        }
        return best;
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = ties.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    static double middle(long below, long above) {
        return SortedColumns.value(below) / 2.0 + SortedColumns.value(above) / 2.0;
    }

    private void divide(int level, Split split, int start, int end) {
        long[] chosen = entries(split.column(), level);
        for (int i = start; i < split.position(); i++) {
            goesLeft[SortedColumns.row(chosen[i])] = 1;
        }
        for (int i = split.position(); i < end; i++) {
            goesLeft[SortedColumns.row(chosen[i])] = 0;
        }
        for (int column = 0; column < columns.dimension(); column++) {
            divide(entries(column, level), divided[level + 1 & 1][column], start, split.position(), end);
        }
    }

    /** Stable. Where an entry goes is computed, for want of a branch that could be foreseen. */
    private void divide(long[] from, long[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            long entry = from[i];
            int toLeft = goesLeft[SortedColumns.row(entry)];
            to[right ^ ((left ^ right) & -toLeft)] = entry;
            left += toLeft;
            right += 1 - toLeft;
        }
    }
}
