package org.disentangle.engine.nd4j.backend;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** CUDA's runtime library as JavaCPP finds it: on the class path, else on this machine. */
final class InstalledCuda implements CudaRuntime {
    private static final int SUCCESS = 0;
    private static final int MEMORY_ALLOCATION = 2;

    /** @throws LinkageError if there is no such library, or one of another release */
    InstalledCuda() {
        Loader.load(cudart.class);
    }

    @Override
    public int version() {
        int[] version = new int[1];
        check(cudart.cudaRuntimeGetVersion(version));
        return version[0];
    }

    @Override
    public int driverVersion() {
        int[] version = new int[1];
        check(cudart.cudaDriverGetVersion(version));
        return version[0];
    }

    @Override
    public List<Gpu> gpus() {
        int[] count = new int[1];
        check(cudart.cudaGetDeviceCount(count));
        List<Gpu> gpus = new ArrayList<>();
        for (int index = 0; index < count[0]; index++) {
            try (cudaDeviceProp properties = new cudaDeviceProp()) {
                check(cudart.cudaGetDeviceProperties(properties, index));
                int capability = 10 * properties.major() + properties.minor();
                gpus.add(new Gpu(index, properties.name().getString(), capability, properties.totalGlobalMem()));
            }
        }
        return gpus;
    }

    @Override
    public long free(int device) {
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            check(cudart.cudaSetDevice(device));
            check(cudart.cudaMemGetInfo(free, total));
            return free.get();
        }
    }

    @Override
    public BytePointer allocate(long bytes) {
        try (PointerPointer<BytePointer> place = new PointerPointer<>(1)) {
            int code = cudart.cudaMallocManaged(place, bytes, cudart.cudaMemAttachGlobal);
            if (code == MEMORY_ALLOCATION) {
                // Leaves the error behind, which the next call would report again.
                cudart.cudaGetLastError();
                throw new OutOfMemoryError("CUDA error 2 (cudaErrorMemoryAllocation): no " + bytes + " bytes are left");
            }
            check(code);
            return place.get(BytePointer.class, 0).capacity(bytes);
        }
    }

    @Override
    public void free(Pointer memory) {
        check(cudart.cudaFree(memory));
    }

    @Override
    public void synchronize(int device) {
        check(cudart.cudaSetDevice(device));
        check(cudart.cudaDeviceSynchronize());
    }

    private static void check(int code) {
        if (code != SUCCESS) {
            throw new CudaException(
                    code,
                    cudart.cudaGetErrorName(code).getString(),
                    cudart.cudaGetErrorString(code).getString());
        }
    }
}
