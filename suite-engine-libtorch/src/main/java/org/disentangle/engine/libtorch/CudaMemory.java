package org.disentangle.engine.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Stat;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;
import org.disentangle.core.engine.MemoryReport;

/** LibTorch's own account of a GPU's memory. */
final class CudaMemory implements DeviceMemory {
    private final byte index;

    CudaMemory(byte index) {
        this.index = index;
        // The allocator keeps no account before the device has been used once.
        torch.cuda_synchronize(index);
    }

    @Override
    public MemoryReport report() {
        try (PointerScope scope = new PointerScope()) {
            Stat bytes = torch_cuda.getAllocator().getDeviceStats(index).allocated_bytes();
            return new MemoryReport(bytes.current(), bytes.peak());
        }
    }

    @Override
    public void synchronize() {
        torch.cuda_synchronize(index);
    }
}
