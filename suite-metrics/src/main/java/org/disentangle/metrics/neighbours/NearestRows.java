package org.disentangle.metrics.neighbours;

/**
 * The most similar rows that one query has met so far: a heap whose root is the one to go next. Of equally similar rows the one
 * with the lower index counts as nearer, so the outcome does not depend on anything but the rows.
 */
final class NearestRows {
    private final double[] similarities;
    private final int[] rows;
    private int size;

    NearestRows(int capacity) {
        similarities = new double[capacity];
        rows = new int[capacity];
    }

    /** Rows must be offered in ascending order. */
    void offer(int row, double similarity) {
        if (size < rows.length) {
            size++;
            siftUp(size - 1, row, similarity);
        } else if (similarity > similarities[0]) {
            siftDown(row, similarity);
        }
    }

    int size() {
        return size;
    }

    /**
     * Takes everything out, nearest first.
     *
     * @param intoRows and {@code intoSimilarities} at least {@link #size} long
     */
    void drain(int[] intoRows, double[] intoSimilarities) {
        while (size > 0) {
            int last = size - 1;
            intoRows[last] = rows[0];
            intoSimilarities[last] = similarities[0];
            size = last;
            if (last > 0) {
                siftDown(rows[last], similarities[last]);
            }
        }
    }

    private void siftUp(int from, int row, double similarity) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!goesBefore(row, similarity, rows[parent], similarities[parent])) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        rows[hole] = row;
        similarities[hole] = similarity;
    }

    private void siftDown(int row, double similarity) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size
                    && goesBefore(rows[child + 1], similarities[child + 1], rows[child], similarities[child])) {
                child++;
            }
            if (!goesBefore(rows[child], similarities[child], row, similarity)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        rows[hole] = row;
        similarities[hole] = similarity;
    }

    private void move(int from, int to) {
        rows[to] = rows[from];
        similarities[to] = similarities[from];
    }

    /** Whether the first is farther away than the second. */
    private static boolean goesBefore(int row, double similarity, int otherRow, double otherSimilarity) {
        return similarity < otherSimilarity || (similarity == otherSimilarity && row > otherRow);
    }
}
