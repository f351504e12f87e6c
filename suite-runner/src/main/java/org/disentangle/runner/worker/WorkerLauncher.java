package org.disentangle.runner.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.plugin.PluginFile;
import org.disentangle.runner.plugin.Plugins;

/**
 * How a worker's JVM is started.
 *
 * @param mainClass a class whose main method ends in {@link WorkerLoop#run}
 * @param heapBytes the most that Java's heap may take; what LibTorch needs comes on top
 * @param crashFolder where the JVM writes its own report when native code crashes
 * @param plugins those that the worker loads too
 */
public record WorkerLauncher(String mainClass, long heapBytes, Path crashFolder, Plugins plugins) {
    /** Options for workers' JVMs beside the suite's own; the last of equal ones wins. */
    public static final String OPTIONS_VARIABLE = "SUITE_WORKER_JAVA_OPTS";

    /**
     * What must stand in the environment before the libraries are loaded. OpenBLAS's own threads spin and starve LibTorch's; large
     * blocks are kept for the next step instead of being given back to the system and faulted in again. On a GPU fp32 means 32 bits: no
     * products of TF32's ten digits, which cuDNN takes unasked.
     */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "OPENBLAS_NUM_THREADS", "1",
            "NVIDIA_TF32_OVERRIDE", "0",
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "100000000000");

    private static final long GIBIBYTE = 1L << 30;

    /** The suite's worker; half of the memory is left to native code, the rest shared by the workers' heaps. */
    public static WorkerLauncher standard(int workers, Path crashFolder, Plugins plugins) {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long heap = Math.min(12 * GIBIBYTE, Math.max(GIBIBYTE, memory / 2 / workers));
        return new WorkerLauncher(WorkerMain.class.getName(), heap, crashFolder, plugins);
    }

    Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-Xmx" + heapBytes,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + crashFolder.resolve("crash-%p.log"),
                "-Dfile.encoding=UTF-8",
                // Native memory is freed by scopes; JavaCPP's own limits follow the Java heap and would be wrong.
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        String further = System.getenv(OPTIONS_VARIABLE);
        if (further != null && !further.isBlank()) {
            command.addAll(List.of(further.strip().split("\\s+")));
        }
        command.addAll(List.of("-cp", absoluteClassPath(), mainClass));
        command.addAll(PluginFile.toArguments(plugins));
        ProcessBuilder builder = new ProcessBuilder(command);
        ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
        builder.environment().remove("OMP_NUM_THREADS");
        return builder.start();
    }

    private static String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(
                    entry.isEmpty() ? entry : Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
