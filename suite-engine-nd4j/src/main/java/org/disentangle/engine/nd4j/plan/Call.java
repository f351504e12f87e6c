package org.disentangle.engine.nd4j.plan;

import java.util.List;
import org.disentangle.engine.nd4j.kernel.Kernel;

/** @param place the operation and its scope, for messages */
public record Call(Kernel kernel, List<Slot> reads, List<Slot> writes, String place) {
    public Call {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }
}
