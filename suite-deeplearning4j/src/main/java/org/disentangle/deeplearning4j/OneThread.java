package org.disentangle.deeplearning4j;

import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * While it is open, ND4J computes each operation on the thread that asks for it. Sums fall into as many parts as there are threads, so that
 * another number of them would give other bits. The numbers belong to the process, and are put back.
 */
public final class OneThread implements AutoCloseable {
    private final Environment environment = Nd4j.getEnvironment();
    private final int threads = environment.maxThreads();
    private final int masterThreads = environment.maxMasterThreads();

    public OneThread() {
        environment.setMaxThreads(1);
        environment.setMaxMasterThreads(1);
    }

    /** To be called on each thread that works: OpenMP's number belongs to the thread. Gives the number back that was there. */
    public static int here() {
        return here(1);
    }

    /** Puts back what {@link #here()} gave. */
    public static int here(int count) {
        NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = operations.ompGetMaxThreads();
        operations.setOmpNumThreads(count);
        return before;
    }

    @Override
    public void close() {
        environment.setMaxThreads(threads);
        environment.setMaxMasterThreads(masterThreads);
    }
}
