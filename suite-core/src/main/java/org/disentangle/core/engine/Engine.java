package org.disentangle.core.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.disentangle.core.registry.Named;

/** A library that runs tensor programs on some devices. Found by {@link java.util.ServiceLoader}. */
public interface Engine extends Named {

    /** Every device this engine knows of on this machine, usable or not, the one it would choose first. Never throws for a missing driver. */
    List<DeviceReport> devices();

    /**
     * Those of the {@link #devices()} that are GPUs. An engine answers without loading its libraries where they are not for GPUs, so that
     * asking an engine that is not wanted costs nothing.
     */
    default List<DeviceReport> gpus() {
        return devices().stream()
                .filter(report -> !report.device().equals("cpu"))
                .toList();
    }

    /**
     * What the {@link #devices()} say of the CPU; empty if the engine knows of none. An engine answers without asking GPUs, which may take it
     * long.
     */
    default Optional<DeviceReport> cpu() {
        return devices().stream()
                .filter(report -> report.device().equals("cpu"))
                .findFirst();
    }

    /** What it computes in, on one device at least; never {@link Precision#AUTO}. */
    default Set<Precision> precisions() {
        return Set.of(Precision.FP32);
    }

    /**
     * Opens a session.
     *
     * @throws org.disentangle.core.UserError if the device or the precision cannot be had, naming what can
     */
    Session open(SessionOptions options);
}
