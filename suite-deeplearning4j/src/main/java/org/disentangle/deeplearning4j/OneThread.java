package org.disentangle.deeplearning4j;

import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Work of which ND4J computes each operation on the thread that asks for it. Sums fall into as many parts as there are threads, so that another
 * number of them would give other bits.
 *
 * <p>Two numbers belong to the process and are 1 while any thread is at such work; who comes first notes what they were, who leaves last puts them
 * back. One is ND4J's, of masters' threads. The other is OpenBLAS's: ND4J sets it to the number of cores with the first product, and its threads spin
 * after each one, which costs a small network several times its own work. OpenMP's number belongs to the thread. (A fourth, the most
 * threads that there can be, ND4J does not let be set while it runs.) What else in the process sets the first two meanwhile loses them, and costs the
 * work its one thread: the suite trains and scores one after the other.
 */
public final class OneThread {
    private static final Object LOCK = new Object();

    /** Threads that are at work now, one that works within its own work counted as often; guarded by the lock. */
    private static int working;

    private static int mastersBefore;
    private static int productsBefore;

    private OneThread() {}

    /** What the work gives, or throws; to be called on the very thread that is to compute. Other threads may be at such work at the same time. */
    public static <T> T call(Supplier<T> work) {
        enter();
        try {
            NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
            int ofThread = operations.ompGetMaxThreads();
            operations.setOmpNumThreads(1);
            try {
                return work.get();
            } finally {
                operations.setOmpNumThreads(ofThread);
            }
        } finally {
            leave();
        }
    }

    private static void enter() {
        synchronized (LOCK) {
            if (working == 0) {
                mastersBefore = Nd4j.getEnvironment().maxMasterThreads();
                productsBefore = Nd4j.factory().blas().getMaxThreads();
                Nd4j.getEnvironment().setMaxMasterThreads(1);
                Nd4j.factory().blas().setMaxThreads(1);
            }
            working++;
        }
    }

    private static void leave() {
        synchronized (LOCK) {
            working--;
            if (working == 0) {
                Nd4j.getEnvironment().setMaxMasterThreads(mastersBefore);
                Nd4j.factory().blas().setMaxThreads(productsBefore);
            }
        }
    }
}
