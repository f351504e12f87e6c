package org.disentangle.core.engine;

import java.util.List;

/** CUDA's compute capabilities, times ten: 86 is 8.6. */
public final class CudaCapability {
    /** Of NVIDIA's boards for robots and cars (Tegra, Jetson). Code goes neither from them to other GPUs nor back. */
    private static final List<Integer> EMBEDDED = List.of(32, 53, 62, 72, 87);

    private CudaCapability() {}

    /**
     * Whether a GPU runs machine code that was built for some capabilities: its own, or an older one of the same generation. From one
     * generation to the next there is no way but intermediate code (CUDA C++ Programming Guide, "Binary Compatibility").
     */
    public static boolean runs(List<Integer> builtFor, int capability) {
        if (EMBEDDED.contains(capability)) {
            return builtFor.contains(capability);
        }
        return builtFor.stream()
                .anyMatch(built -> !EMBEDDED.contains(built) && built / 10 == capability / 10 && built <= capability);
    }

    /** Such as 8.6. */
    public static String text(int capability) {
        return capability / 10 + "." + capability % 10;
    }
}
