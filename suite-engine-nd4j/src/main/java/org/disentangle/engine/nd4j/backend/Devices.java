package org.disentangle.engine.nd4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.engine.nd4j.check.SelfCheck;

/** What this machine has for ND4J's backend that is on the class path. */
public final class Devices {
    private static final String AUTO = "auto";

    private final BackendJars jars;
    private final CudaDevices gpus;

    Devices(BackendJars jars, CudaDevices gpus) {
        this.jars = jars;
        this.gpus = gpus;
    }

    /**
     * Those that are there.
     *
     * @param checking a GPU, by its number; each is checked once
     */
    public static Devices installed(IntFunction<SelfCheck.Result> checking) {
        return new Devices(NativeLibrary.jars(), new CudaDevices(InstalledCuda::new, NativeLibrary::failure, checking));
    }

    /** As {@link org.disentangle.core.engine.Engine#devices()}. */
    public List<DeviceReport> all() {
        List<DeviceReport> all = new ArrayList<>(gpus());
        all.add(jars.isCuda() ? all.size() : 0, cpu());
        return all;
    }

    public List<DeviceReport> gpus() {
        if (jars.problem().isPresent()) {
            return List.of();
        }
        return jars.isCuda() ? gpus.reports() : List.of(CudaDevices.ofCpuBuild());
    }

    /** Without asking for GPUs. */
    public DeviceReport cpu() {
        Optional<String> problem = jars.problem();
        if (problem.isPresent()) {
            return CpuDevice.unusable(problem.get());
        }
        return jars.isCuda()
                ? CpuDevice.unusable(
                        "ND4J's GPU build is in use, which has nothing for CPUs. Start without SUITE_NATIVES=nd4j-cuda, or use --engine libtorch.")
                : CpuDevice.report();
    }

    /**
     * The device that is named, or the first usable one.
     *
     * @param wanted {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws UserError if it cannot be had, naming what can
     * @throws DeviceLostException if it is a GPU whose check cost this process the use of it
     */
    public DeviceReport choose(String wanted) {
        List<DeviceReport> reports = all();
        for (DeviceReport report : reports) {
            if (report.device().equals(wanted) || (wanted.equals(AUTO) && report.usable())) {
                if (!report.usable()) {
                    Optional<DeviceLostException> lost = gpus.lost(wanted);
                    if (lost.isPresent()) {
                        throw new DeviceLostException(String.valueOf(lost.get().getMessage()), lost.get());
                    }
                    throw new UserError("The device '" + wanted + "' cannot be used: " + report.reason());
                }
                return report;
            }
        }
        String known = reports.stream()
                .map(report -> report.device() + (report.usable() ? " (usable)" : " (" + report.reason() + ")"))
                .collect(Collectors.joining(", "));
        throw new UserError("The engine 'nd4j' has no device '" + wanted + "' here, only " + known);
    }

    public static boolean isCpu(DeviceReport report) {
        return report.device().equals(CpuDevice.NAME);
    }
}
