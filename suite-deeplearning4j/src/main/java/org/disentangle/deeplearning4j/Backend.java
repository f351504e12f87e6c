package org.disentangle.deeplearning4j;

import java.util.Optional;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.engine.nd4j.Nd4jEngine;

/**
 * Whether Deeplearning4j can compute here: it does so through ND4J, which the engine of that name loads and knows the troubles of. On CPUs alone:
 * what it computes has to have the same bits whatever the number of threads, and nobody has seen whether a GPU gives these.
 */
public final class Backend {
    private Backend() {}

    /** Why Deeplearning4j cannot be used on this machine; empty if it can. */
    public static Optional<String> missing() {
        return new Nd4jEngine().cpu().filter(cpu -> !cpu.usable()).map(DeviceReport::reason);
    }
}
