package org.disentangle.engine.nd4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeErrorsTest {

    @Test
    void running_out_of_memory_is_told_apart_and_names_no_random_call() {
        assertThat(NativeErrors.at("x", new OutOfMemoryError("Cannot allocate new BytePointer(99)"))
                        .outOfMemory())
                .isTrue();
        EngineException failure = NativeErrors.at(
                "program 'p', MatrixMultiply",
                new RuntimeException(
                        "Op with name 12-ab and op type [matmul] execution failed with message shapes differ\nat x"));
        assertThat(failure.outOfMemory()).isFalse();
        assertThat(failure).hasMessage("program 'p', MatrixMultiply: ND4J's matmul: shapes differ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customOp execution failed; Error code: [2]",
                "CUDA error 2 (cudaErrorMemoryAllocation): out of memory",
                "cudnnConvolutionForward failed: CUDNN_STATUS_ALLOC_FAILED"
            })
    void a_gpu_out_of_memory_is_told_apart(String message) {
        assertThat(NativeErrors.isOutOfMemory(new RuntimeException(message))).isTrue();
    }

    @Test
    void other_errors_of_cuda_are_not_out_of_memory() {
        assertThat(NativeErrors.isOutOfMemory(new RuntimeException("customOp execution failed; Error code: [700]")))
                .isFalse();
        assertThat(NativeErrors.isOutOfMemory(new RuntimeException("failed; Error code: [21]")))
                .isFalse();
    }

    @Test
    void a_gpu_that_is_lost_is_told_apart() {
        assertThat(NativeErrors.at(
                        "program 'p', Gather", new RuntimeException("customOp execution failed; Error code: [700]")))
                .isInstanceOf(DeviceLostException.class)
                .hasMessage(
                        "The GPU is lost to this process: program 'p', Gather: customOp execution failed; Error code: [700]");
        assertThat(NativeErrors.at("x", new RuntimeException("customOp execution failed; Error code: [2]")))
                .isNotInstanceOf(DeviceLostException.class);
    }
}
