package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;
import org.disentangle.core.engine.CudaCapability;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.NvidiaDriver;

/** What is known of the GPUs, and why they cannot be used where they cannot. */
final class CudaDevices {
    static final String BFLOAT16 = "bfloat16";

    /** Compute capabilities, times ten, that LibTorch's GPU build holds machine code for; it holds no intermediate code. */
    private static final List<Integer> BUILT_FOR = List.of(75, 80, 90, 100, 103, 120);

    private CudaDevices() {}

    /** One report per GPU; where LibTorch sees none, one that says why. */
    static List<DeviceReport> reports() {
        Optional<String> failure = NativeLibrary.failure();
        if (failure.isPresent()) {
            return List.of(unusable(failure.get()));
        }
        if (!hasGpuBuild()) {
            String way = "Start with SUITE_NATIVES=cuda to use the GPU build (CUDA 13 and cuDNN 9 must be installed).";
            return List.of(unusable("LibTorch's CPU build is in use"
                    + (NvidiaDriver.description().isPresent()
                            ? ". " + way
                            : ", and no NVIDIA driver was found. With a GPU: " + way)));
        }
        try {
            int count = torch.cuda_is_available() ? torch.cuda_device_count() : 0;
            List<DeviceReport> reports = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                reports.add(report(index));
            }
            return reports.isEmpty() ? List.of(unusable(noneVisible())) : reports;
        } catch (LinkageError | RuntimeException e) {
            return List.of(unusable("LibTorch's GPU build could not ask for GPUs: " + e.getMessage()));
        }
    }

    static DeviceMemory memory(String device) {
        return new CudaMemory(Byte.parseByte(device.substring(device.indexOf(':') + 1)));
    }

    private static DeviceReport report(int index) {
        try (PointerScope scope = new PointerScope()) {
            cudaDeviceProp properties = torch_cuda.getDeviceProperties((byte) index);
            int capability = 10 * properties.major() + properties.minor();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("name", properties.name().getString());
            facts.put("capability", properties.major() + "." + properties.minor());
            facts.put("memory", properties.totalGlobalMem() / (1L << 20) + " MiB");
            facts.put("multiprocessors", Integer.toString(properties.multiProcessorCount()));
            facts.put(BFLOAT16, capability >= 80 ? "yes" : "no");
            facts.put("driver", NvidiaDriver.description().orElse("unknown"));
            facts.put("cuda", version(Context.versionCUDART(), 1000, 10));
            facts.put("cudnn", version(Context.versionRuntimeCuDNN(), 10_000, 100));
            facts.put("libtorch", NativeLibrary.version());
            String device = "cuda:" + index;
            if (!hasCodeFor(capability)) {
                String reason = "LibTorch's GPU build holds code for the compute capabilities " + BUILT_FOR
                        + " (times ten) and what follows within the same generation, not for " + capability + ".";
                return new DeviceReport(device, false, reason, facts);
            }
            return new DeviceReport(device, true, "", facts);
        }
    }

    static boolean hasCodeFor(int capability) {
        return CudaCapability.runs(BUILT_FOR, capability);
    }

    /** Such as 13010 with 1000 and 10 to 13.1. */
    private static String version(long number, int major, int minor) {
        return number / major + "." + number % major / minor;
    }

    private static String noneVisible() {
        return NvidiaDriver.description()
                .map(driver -> "LibTorch's GPU build finds no GPU. The driver is '" + driver
                        + "'; CUDA 13 needs release 580 or newer, and CUDA_VISIBLE_DEVICES may hide a GPU.")
                .orElse("LibTorch's GPU build is in use, but no NVIDIA driver was found.");
    }

    private static DeviceReport unusable(String reason) {
        Map<String, String> facts = new LinkedHashMap<>();
        NvidiaDriver.description().ifPresent(driver -> facts.put("driver", driver));
        return new DeviceReport("cuda:0", false, reason, facts);
    }

    private static boolean hasGpuBuild() {
        return torch.class.getResource("/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/") != null
                || torch.class.getResource("/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/libtorch_cuda.so")
                        != null;
    }
}
