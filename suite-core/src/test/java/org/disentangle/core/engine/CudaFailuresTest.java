package org.disentangle.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaFailuresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA error: an illegal memory access was encountered",
                "CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronously reported",
                "CUDA error: unspecified launch failure\nSearch for `cudaErrorLaunchFailure' in https://docs.nvidia.com",
                "CUDA error: uncorrectable ECC error encountered",
                "CUDA driver error: misaligned address",
                "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm(handle, ...)`",
                "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
                "CUDA error 700 (cudaErrorIllegalAddress): an illegal memory access was encountered",
                "customOp execution failed; Error code: [719]"
            })
    void what_breaks_cudas_context_ends_the_process(String message) {
        assertThat(CudaFailures.endTheProcess(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 2.00 GiB",
                "CUDA error: out of memory",
                "CUDA error 2 (cudaErrorMemoryAllocation): out of memory",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "CUDA error: invalid argument",
                "CUDA error: no kernel image is available for execution on the device",
                "customOp execution failed; Error code: [70]",
                "the address of a sample is a misaligned address",
                "shapes differ",
                ""
            })
    void other_errors_do_not(String message) {
        assertThat(CudaFailures.endTheProcess(message)).isFalse();
    }
}
