package org.disentangle.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.EngineException;
import org.disentangle.testkit.engine.SessionContract;
import org.junit.jupiter.api.Test;

class SessionTest extends SessionContract {
    @Override
    protected Engine engine() {
        return new LibTorchEngine();
    }

    @Test
    void running_out_of_memory_is_told_apart() {
        EngineException failure = NativeErrors.at(
                "somewhere",
                new RuntimeException(
                        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory:"
                                + " you tried to allocate 274877906944 bytes. Error code 12 (Cannot allocate memory)\nframe #0: c10"));
        assertThat(failure.outOfMemory()).isTrue();
        assertThat(failure)
                .hasMessage(
                        "Out of memory: somewhere: DefaultCPUAllocator: can't allocate memory: you tried to allocate"
                                + " 274877906944 bytes. Error code 12 (Cannot allocate memory). "
                                + "Take a smaller batch, a narrower network or fewer workers, or a device with more memory.");
        assertThat(NativeErrors.at("x", new RuntimeException("CUDA out of memory. Tried"))
                        .outOfMemory())
                .isTrue();
        assertThat(NativeErrors.at("x", new RuntimeException("shapes differ")).outOfMemory())
                .isFalse();
    }

    @Test
    void a_gpu_that_is_lost_is_told_apart() {
        assertThat(NativeErrors.at(
                        "program 'p', Gather",
                        new RuntimeException("CUDA error: device-side assert triggered\n"
                                + "Search for `cudaErrorAssert' in https://docs.nvidia.com\nframe #0: c10")))
                .isInstanceOf(DeviceLostException.class)
                .hasMessage(
                        "The GPU is lost to this process: program 'p', Gather: CUDA error: device-side assert triggered");
        assertThat(NativeErrors.at("x", new RuntimeException("CUDA out of memory. Tried")))
                .isNotInstanceOf(DeviceLostException.class);
        assertThat(NativeErrors.at("x", new RuntimeException("CUDA error: invalid argument")))
                .isNotInstanceOf(DeviceLostException.class);
    }
}
