package org.disentangle.testkit.engine;

import java.util.Arrays;
import org.disentangle.core.engine.Session;

/** How much memory work takes for good. */
final class Growth {
    private Growth() {}

    /**
     * Bytes, in the middle of three rounds of the same work. On a CPU a session's memory is the process's, which Java's heap makes larger while
     * it warms up, and smaller when it gives something back: neither happens in each round as a leak does.
     */
    static long ofThreeRounds(Session session, Runnable work) {
        long[] grown = new long[3];
        for (int round = 0; round < grown.length; round++) {
            long before = session.memory().usedBytes();
            work.run();
            grown[round] = session.memory().usedBytes() - before;
        }
        Arrays.sort(grown);
        return grown[1];
    }
}
