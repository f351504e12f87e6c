package org.disentangle.engine.nd4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * CUDA played on a machine without: GPUs are as told, and unified memory is the host's. Registered as an extension, all memory of a test comes
 * from here; ND4J's CPU build computes.
 */
public final class FakeCuda implements CudaRuntime, BeforeEachCallback, AfterEachCallback {
    private final List<Gpu> gpus;
    public final List<Integer> synchronizedDevices = new ArrayList<>();
    public int allocations;
    public int releases;
    public long most = Long.MAX_VALUE;
    /** Of each GPU's memory. */
    public long heldByOthers;
    /** The number of the allocation, counted on from {@link #allocations}, for which nothing is left; 0 for none. */
    public int failing;

    public boolean broken;

    private @Nullable Backend before;

    FakeCuda(Gpu... gpus) {
        this.gpus = List.of(gpus);
    }

    /** With as many GPUs, by their capabilities times ten. */
    public static FakeCuda withGpus(int... capabilities) {
        return new FakeCuda(IntStream.range(0, capabilities.length)
                .mapToObj(index -> gpu(index, capabilities[index]))
                .toArray(Gpu[]::new));
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        if (NativeLibrary.failure().isPresent()) {
            throw new IllegalStateException(NativeLibrary.failure().get());
        }
        before = NativeLibrary.backend();
        NativeLibrary.use(new CudaBackend(this));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (before != null) {
            NativeLibrary.use(before);
        }
    }

    /** Leaves as much to the arrays of each GPU, besides the reserve and the little that each array takes to begin at a round address. */
    public void leave(double mebibytes) {
        heldByOthers = gpus.get(0).bytes() - CudaBackend.RESERVE - (long) (mebibytes * (1 << 20));
    }

    static Gpu gpu(int index, int capability) {
        return new Gpu(index, "A card", capability, 8L << 30);
    }

    @Override
    public int version() {
        return 11060;
    }

    @Override
    public int driverVersion() {
        return 12020;
    }

    @Override
    public List<Gpu> gpus() {
        return gpus;
    }

    /** As unified memory has it: less only once the GPU has touched an array, which this one never does. */
    @Override
    public long free(int device) {
        return gpus.get(device).bytes() - heldByOthers;
    }

    @Override
    public BytePointer allocate(long bytes) {
        boolean fails = failing > 0 && --failing == 0;
        if (bytes > most || fails) {
            throw new OutOfMemoryError("CUDA error 2 (cudaErrorMemoryAllocation): no " + bytes + " bytes are left");
        }
        allocations++;
        return new BytePointer(bytes);
    }

    @Override
    public void free(Pointer memory) {
        releases++;
        failIfBroken();
        memory.deallocate();
    }

    @Override
    public void synchronize(int device) {
        synchronizedDevices.add(device);
        failIfBroken();
    }

    private void failIfBroken() {
        if (broken) {
            throw new CudaException(700, "cudaErrorIllegalAddress", "an illegal memory access was encountered");
        }
    }
}
