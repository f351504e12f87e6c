package org.disentangle.deeplearning4j;

import java.util.List;
import java.util.Optional;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.engine.nd4j.Nd4jEngine;

/** Whether Deeplearning4j can compute here: it does so through ND4J, which the engine of that name loads and knows the troubles of. */
public final class Backend {
    private Backend() {}

    /** Why Deeplearning4j cannot be used on this machine; empty if it can. */
    public static Optional<String> missing() {
        List<DeviceReport> devices = new Nd4jEngine().devices();
        return devices.stream().anyMatch(DeviceReport::usable)
                ? Optional.empty()
                : Optional.of(
                        devices.stream().map(DeviceReport::reason).findFirst().orElse("ND4J has no device here"));
    }
}
