package org.disentangle.engine.nd4j;

import java.util.List;

/** @param place the operation and its scope, for messages */
record Call(Kernel kernel, List<Slot> reads, List<Slot> writes, String place) {
    Call {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }
}
