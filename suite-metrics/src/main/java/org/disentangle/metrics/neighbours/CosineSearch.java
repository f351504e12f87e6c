package org.disentangle.metrics.neighbours;

import java.util.Arrays;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.matrix.DenseProduct;
import org.disentangle.metrics.matrix.RowBlock;
import org.disentangle.metrics.matrix.RowReader;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;

/**
 * Exact search for the rows with the largest cosine to each query, in double precision. A row of zeros has cosine 0 with
 * everything.
 */
public final class CosineSearch {
    private static final RowReader UNIT_LENGTH = CosineSearch::readUnitLength;

    private final Codes bank;
    private final int k;
    private final Shards threads;

    /**
     * @param bank the rows that are searched
     * @param k how many are wanted; all of the bank if it has fewer
     * @throws UserError if the bank is empty or a value is not finite, naming block, row and column
     */
    public CosineSearch(Codes bank, int k, Shards threads) {
        Standardization.requireFinite(bank, "training");
        if (bank.rows() == 0) {
            throw new UserError(
                    "Block '" + bank.block() + "' has no training rows; a nearest neighbour needs at least one");
        }
        this.bank = bank;
        this.k = Math.min(k, bank.rows());
        this.threads = threads;
    }

    /** Takes what was found for one query; called by several threads, once per query, in no set order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param rows of the bank, nearest first; of equals, the lower row first. Valid only during the call.
         * @param similarities cosines of the same rows
         */
        void found(int query, int[] rows, double[] similarities);
    }

    /** How many neighbours each query gets. */
    public int k() {
        return k;
    }

    /** @throws UserError if a value of the queries is not finite, naming block, row and column */
    public void search(Codes queries, Sink sink) {
        if (queries.dimension() != bank.dimension()) {
            throw new IllegalArgumentException("Block '" + queries.block() + "' has dimension " + queries.dimension()
                    + ", the bank " + bank.dimension());
        }
        Standardization.requireFinite(queries, "test");
        int perBlock = RowBlock.rowsPerBlock(bank.dimension());
        Scratch[] scratch = new Scratch[threads.threads()];
        Arrays.setAll(scratch, worker -> new Scratch(bank.dimension()));
        threads.run(RowBlock.blocks(queries.rows(), bank.dimension()), (block, worker) -> {
            int from = block * perBlock;
            scratch[worker].queries.load(queries, UNIT_LENGTH, from, Math.min(queries.rows(), from + perBlock));
            searchBlock(scratch[worker], from, sink);
        });
    }

    private void searchBlock(Scratch space, int firstQuery, Sink sink) {
        int queries = space.queries.rows();
        NearestRows[] nearest = new NearestRows[queries];
        Arrays.setAll(nearest, query -> new NearestRows(k));
        int perBlock = RowBlock.rowsPerBlock(bank.dimension());
        for (int from = 0; from < bank.rows(); from += perBlock) {
            space.bank.load(bank, UNIT_LENGTH, from, Math.min(bank.rows(), from + perBlock));
            int rows = space.bank.rows();
            for (int query = 0; query < queries; query++) {
                Arrays.fill(space.cosines[query], 0, rows, 0);
            }
            DenseProduct.addProduct(
                    space.cosines, space.queries.byRow(), space.bank.byColumn(), queries, bank.dimension(), rows);
            for (int query = 0; query < queries; query++) {
                for (int row = 0; row < rows; row++) {
                    nearest[query].offer(from + row, space.cosines[query][row]);
                }
            }
        }
        int[] rows = new int[k];
        double[] similarities = new double[k];
        for (int query = 0; query < queries; query++) {
            nearest[query].drain(rows, similarities);
            sink.found(firstQuery + query, rows, similarities);
        }
    }

    private static void readUnitLength(float[] values, int offset, double[] row) {
        double squares = 0;
        for (int j = 0; j < row.length; j++) {
            row[j] = values[offset + j];
            squares += row[j] * row[j];
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        for (int j = 0; j < row.length; j++) {
            row[j] *= scale;
        }
    }

    /** What one worker needs for itself. */
    private static final class Scratch {
        final RowBlock queries;
        final RowBlock bank;
        final double[][] cosines;

        Scratch(int dimension) {
            queries = new RowBlock(dimension);
            bank = new RowBlock(dimension);
            cosines = new double[RowBlock.rowsPerBlock(dimension)][RowBlock.rowsPerBlock(dimension)];
        }
    }
}
