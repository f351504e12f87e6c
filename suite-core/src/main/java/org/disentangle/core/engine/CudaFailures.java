package org.disentangle.core.engine;

import java.util.List;
import java.util.Locale;

/**
 * Errors of CUDA after which a process cannot use its GPU any more. NVIDIA says so of each in "Data types used by CUDA Runtime" ("any further
 * CUDA work will return the same error. To continue using CUDA, the process must be terminated and relaunched"), but for the last three: a
 * memory or a link that failed under the work, and a context that is gone.
 */
public final class CudaFailures {
    private static final List<CudaFailure> LOST = List.of(
            new CudaFailure(700, "cudaErrorIllegalAddress", "an illegal memory access was encountered"),
            new CudaFailure(702, "cudaErrorLaunchTimeout", "the launch timed out and was terminated"),
            new CudaFailure(710, "cudaErrorAssert", "device-side assert triggered"),
            new CudaFailure(714, "cudaErrorHardwareStackError", "hardware stack error"),
            new CudaFailure(715, "cudaErrorIllegalInstruction", "an illegal instruction was encountered"),
            new CudaFailure(716, "cudaErrorMisalignedAddress", "misaligned address"),
            new CudaFailure(
                    717, "cudaErrorInvalidAddressSpace", "operation not supported on global/shared address space"),
            new CudaFailure(718, "cudaErrorInvalidPc", "invalid program counter"),
            new CudaFailure(719, "cudaErrorLaunchFailure", "unspecified launch failure"),
            new CudaFailure(214, "cudaErrorECCUncorrectable", "uncorrectable ecc error encountered"),
            new CudaFailure(220, "cudaErrorNvlinkUncorrectable", "uncorrectable nvlink error detected"),
            new CudaFailure(709, "cudaErrorContextIsDestroyed", "context is destroyed"));

    /** What cuBLAS, cuDNN and their like answer when a kernel of theirs has died, without the name of what it died of. */
    private static final String KERNEL_DIED = "_status_execution_failed";

    private CudaFailures() {}

    /**
     * @param name in {@code cudaError_t}
     * @param text in lower case, which is what LibTorch writes behind {@code CUDA error:}
     */
    private record CudaFailure(int code, String name, String text) {
        /** @param message in lower case */
        boolean isIn(String message) {
            return message.contains(name.toLowerCase(Locale.ROOT))
                    // As ND4J's natives write it.
                    || message.contains("error code: [" + code + "]")
                    || message.contains("cuda error: " + text)
                    || message.contains("cuda driver error: " + text);
        }
    }

    /** Whether a library's message tells of such an error: by CUDA's name for it, its number as ND4J writes it, or its text as LibTorch does. */
    public static boolean endTheProcess(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains(KERNEL_DIED) || LOST.stream().anyMatch(failure -> failure.isIn(lower));
    }
}
