package org.disentangle.engine.nd4j;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.disentangle.core.engine.Processor;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Loads ND4J's natives, once per process. */
final class NativeLibrary {
    private static final String NATIVES = "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu";
    private static final Optional<String> FAILURE = load();

    private NativeLibrary() {}

    /** Why ND4J cannot be used here; empty if it can. */
    static Optional<String> failure() {
        return FAILURE;
    }

    static String version() {
        String version = Nd4j.class.getPackage().getImplementationVersion();
        return version == null ? "1.0.0-M2.1" : version;
    }

    /**
     * How many threads one operation may use. OpenMP's number belongs to the calling thread; ND4J's own loops and OpenBLAS ask elsewhere.
     */
    static void useThreads(int threads) {
        if (Nd4j.getEnvironment().maxMasterThreads() != threads) {
            Nd4j.getEnvironment().setMaxThreads(threads);
            Nd4j.getEnvironment().setMaxMasterThreads(threads);
        }
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    private static Optional<String> load() {
        // JavaCPP refuses to allocate when the process grows beyond a multiple of the Java heap; arrays do not live in
        // the heap.
        setDefault("org.bytedeco.javacpp.maxBytes", "0");
        setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setDefault("org.nd4j.log.initialization", "false");
        Optional<String> missing = missingInstructions();
        if (missing.isPresent()) {
            return missing;
        }
        try {
            Loader.load(Class.forName(NATIVES));
            Nd4j.getBackend();
            // OpenBLAS's own threads spin after each product and starve ND4J's.
            openblas.blas_set_num_threads(1);
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("ND4J's native library could not be loaded (" + Loader.getPlatform() + "): "
                    + cause.getMessage() + ". The engine 'libtorch' may work here: use --engine libtorch.");
        }
    }

    /** The Linux build is for AVX2; on an older processor it would end the process. */
    private static Optional<String> missingInstructions() {
        boolean known = !Processor.flags().isEmpty();
        return known
                        && Loader.getPlatform().equals("linux-x86_64")
                        && !Processor.flags().contains("avx2")
                ? Optional.of("ND4J's natives need a processor with AVX2; " + Processor.name()
                        + " has none. Use --engine libtorch.")
                : Optional.empty();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
