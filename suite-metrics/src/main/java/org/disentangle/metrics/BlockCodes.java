package org.disentangle.metrics;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.metrics.matrix.Standardization;

/** The codes of one block in both splits. */
public record BlockCodes(Codes train, Codes test) {
    public BlockCodes {
        if (train.dimension() != test.dimension() || !train.block().equals(test.block())) {
            throw new IllegalArgumentException("Training codes of '" + train.block() + "' have dimension "
                    + train.dimension() + ", test codes of '" + test.block() + "' " + test.dimension());
        }
    }

    /** All blocks, in board order. */
    public static List<BlockCodes> of(ScoringInput input) {
        List<BlockCodes> blocks = new ArrayList<>();
        for (Codes train : input.train().values()) {
            Codes test = input.test().get(train.block());
            if (test == null) {
                throw new IllegalArgumentException(
                        "Block '" + train.block() + "' has training codes and no test codes");
            }
            blocks.add(new BlockCodes(train, test));
        }
        return blocks;
    }

    /**
     * All blocks, in board order.
     *
     * @throws org.disentangle.core.UserError if a value is not finite, naming block, row and column
     */
    public static List<BlockCodes> finite(ScoringInput input) {
        List<BlockCodes> blocks = of(input);
        for (BlockCodes block : blocks) {
            Standardization.requireFinite(block.train, "training");
            Standardization.requireFinite(block.test, "test");
        }
        return blocks;
    }

    /** The same with some of the training rows, in the order in which they are named. */
    public BlockCodes trainedOn(int[] rows) {
        return new BlockCodes(train.select(rows), test);
    }

    public String name() {
        return train.block();
    }
}
