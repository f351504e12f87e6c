package org.disentangle.runner.agree;

import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;

/**
 * An engine where it is to compute.
 *
 * @param device as engines take it, such as {@code cpu} or {@code cuda:0}
 */
public record EngineOnDevice(Engine engine, String device) {
    /** Where engines compute if nothing else is said. */
    public static final String CPU = "cpu";

    public static EngineOnDevice onCpu(Engine engine) {
        return new EngineOnDevice(engine, CPU);
    }

    /** What tables call it: {@code nd4j}, or {@code nd4j@cuda:0}. */
    public String label() {
        return device.equals(CPU) ? engine.name() : engine.name() + "@" + device;
    }

    /** In float32, with a fixed number of threads, so that numbers do not hang on the machine's cores. */
    SessionOptions options(int threads) {
        return new SessionOptions(device, Precision.FP32, threads);
    }
}
