package org.disentangle.engine.nd4j.backend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.MemoryReport;
import org.disentangle.engine.nd4j.backend.CudaRuntime.CudaException;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.factory.Nd4j;

/**
 * GPUs through ND4J. Arrays lie in CUDA's unified memory, which host and GPU reach by one address; ND4J is told that address as that of its
 * host's copy and as that of its device's, so whichever of the two it believes to be newer, it is right. The price is that pages
 * travel each time the other side touches them.
 */
final class CudaBackend implements Backend {
    /** Of each GPU's memory, for what ND4J, cuBLAS and cuDNN take beside the arrays. */
    static final long RESERVE = 512L << 20;

    private static final long MEBIBYTE = 1L << 20;

    private final CudaRuntime runtime;
    /** By GPU: what was free when the first of its arrays was made. */
    private final Map<Integer, Long> freeAtFirst = new HashMap<>();
    /** By GPU: bytes of arrays. */
    private final Map<Integer, Long> usedOn = new HashMap<>();
    /** By address: the GPU for which memory was taken. */
    private final Map<Long, Integer> takenFor = new HashMap<>();

    private final Set<Integer> withoutCudnn = new HashSet<>();
    /** Whose work may be under way; no other GPU's is. */
    private int device;

    private long used;
    private long peak;

    CudaBackend(CudaRuntime runtime) {
        this.runtime = runtime;
    }

    /** Refuses what would not fit on the GPU at work, since CUDA itself would hand it out. */
    @Override
    public synchronized BytePointer allocate(long bytes) {
        expectFree(bytes);
        BytePointer memory = runtime.allocate(bytes);
        takenFor.put(memory.address(), device);
        usedOn.merge(device, bytes, Long::sum);
        used += bytes;
        peak = Math.max(peak, used);
        return memory;
    }

    /**
     * Counted from what was free before the first array, for CUDA's own number leaves out arrays that the GPU has not touched yet.
     *
     * @throws OutOfMemoryError if there is not as much
     */
    private void expectFree(long bytes) {
        long usedHere = usedOn.getOrDefault(device, 0L);
        if (usedHere == 0) {
            freeAtFirst.put(device, runtime.free(device));
        }
        long free = freeAtFirst.getOrDefault(device, 0L);
        long available = Math.max(0, free - RESERVE);
        if (bytes > available - usedHere) {
            throw new OutOfMemoryError(String.format(
                    Locale.ROOT,
                    "cuda:%d has %.1f MiB for arrays (%.1f MiB that were free, less %d MiB for ND4J's and cuDNN's own use); %.1f MiB are in use,"
                            + " and %.1f MiB more are asked for. Take a smaller batch or a narrower network, or a GPU with more memory.",
                    device,
                    mebibytes(available),
                    mebibytes(free),
                    RESERVE / MEBIBYTE,
                    mebibytes(usedHere),
                    mebibytes(bytes)));
        }
    }

    private static double mebibytes(long bytes) {
        return (double) bytes / MEBIBYTE;
    }

    /** CUDA itself waits for whatever still uses the memory. */
    @Override
    public synchronized void free(Pointer memory) {
        if (!memory.isNull()) {
            used -= memory.capacity();
            Integer gpu = takenFor.remove(memory.address());
            if (gpu != null) {
                usedOn.merge(gpu, -memory.capacity(), Long::sum);
            }
            try {
                runtime.free(memory);
            } catch (CudaException e) {
                // An operation has broken CUDA's context, after which every call fails. The next wait reports it; here
                // it would
                // stand in the place of the first failure.
            } finally {
                memory.setNull();
            }
        }
    }

    @Override
    public DataBuffer buffer(Pointer start, long elements, DataType type) {
        DataBuffer buffer = Nd4j.createBuffer(start, start, elements, type);
        // Else ND4J would take the host's copy for the newer one and copy the memory onto itself.
        Nd4j.getAffinityManager().tagLocation(buffer, AffinityManager.Location.EVERYWHERE);
        return buffer;
    }

    /** Not by {@link DataBuffer#addressPointer()}, which would copy the memory onto itself each time the GPU has written to it. */
    @Override
    public Pointer start(DataBuffer data) {
        Pointer pointer = data.pointer();
        return data.offset() == 0
                ? pointer
                : new BytePointer(pointer)
                        .getPointer(data.offset() * data.dataType().width());
    }

    @Override
    public synchronized void awaitDevice() {
        runtime.synchronize(device);
    }

    /** From now on ND4J's own kernels compute on this GPU what cuDNN's would. */
    synchronized void leaveOutCudnn(int gpu) {
        withoutCudnn.add(gpu);
    }

    @Override
    public synchronized void enter(int wanted, int threads) {
        if (wanted != device) {
            runtime.synchronize(device);
            device = wanted;
        }
        AffinityManager affinity = Nd4j.getAffinityManager();
        if (affinity.getDeviceForCurrentThread() != wanted) {
            affinity.unsafeSetDevice(wanted);
        }
        boolean helpers = !withoutCudnn.contains(wanted);
        if (Nd4j.getEnvironment().helpersAllowed() != helpers) {
            Nd4j.getEnvironment().allowHelpers(helpers);
        }
    }

    /** Of the engine's own arrays: what cuDNN takes for itself for the time of a call comes on top. */
    @Override
    public synchronized Supplier<MemoryReport> account() {
        peak = used;
        return this::report;
    }

    private synchronized MemoryReport report() {
        return new MemoryReport(used, peak);
    }
}
