package org.disentangle.engine.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** CUDA played on a machine without: GPUs are as told, and unified memory is the host's. */
final class FakeCuda implements CudaRuntime {
    private final List<Gpu> gpus;
    final List<Integer> synchronizedDevices = new ArrayList<>();
    int allocations;
    int releases;
    long most = Long.MAX_VALUE;
    /** Of each GPU's memory. */
    long heldByOthers;
    /** The number of the allocation, counted on from {@link #allocations}, for which nothing is left; 0 for none. */
    int failing;

    boolean broken;

    FakeCuda(Gpu... gpus) {
        this.gpus = List.of(gpus);
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
