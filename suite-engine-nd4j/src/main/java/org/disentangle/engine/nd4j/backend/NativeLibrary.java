package org.disentangle.engine.nd4j.backend;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.disentangle.core.engine.Processor;
import org.nd4j.linalg.factory.Nd4j;

/** Loads ND4J's natives, once per process: those of the one backend that is on the class path. */
public final class NativeLibrary {
    private static final String CPU_NATIVES = "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu";
    private static final String CUDA_NATIVES = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";
    private static final BackendJars JARS = BackendJars.on(NativeLibrary.class.getClassLoader());

    private NativeLibrary() {}

    /** Loads when it is first touched, and not before. */
    private static final class Loaded {
        static final Optional<String> FAILURE = JARS.problem().or(NativeLibrary::load);
        static volatile Backend backend = JARS.isCuda() ? new CudaBackend(new InstalledCuda()) : new CpuBackend();
    }

    static BackendJars jars() {
        return JARS;
    }

    /** Why ND4J cannot be used here; empty if it can. For the GPU build to be asked only where there is a GPU that it serves. */
    static Optional<String> failure() {
        return Loaded.FAILURE;
    }

    public static Backend backend() {
        return Loaded.backend;
    }

    /** From now on ND4J's own kernels compute on this GPU what cuDNN's would. */
    public static void leaveOutCudnn(int gpu) {
        if (Loaded.backend instanceof CudaBackend cuda) {
            cuda.leaveOutCudnn(gpu);
        }
    }

    /** For tests: the one that is used from now on. */
    static void use(Backend other) {
        Loaded.backend = other;
    }

    static String version() {
        String version = Nd4j.class.getPackage().getImplementationVersion();
        return version == null ? "1.0.0-M2.1" : version;
    }

    private static Optional<String> load() {
        // JavaCPP refuses to allocate when the process grows beyond a multiple of the Java heap; arrays do not live in
        // the heap.
        setDefault("org.bytedeco.javacpp.maxBytes", "0");
        setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setDefault("org.nd4j.log.initialization", "false");
        return JARS.isCuda() ? loadCuda() : loadCpu();
    }

    private static Optional<String> loadCpu() {
        Optional<String> missing = missingInstructions();
        if (missing.isPresent()) {
            return missing;
        }
        try {
            Loader.load(Class.forName(CPU_NATIVES));
            Nd4j.getBackend();
            // OpenBLAS's own threads spin after each product and starve ND4J's. ND4J's wrapper gives it all cores when
            // it is made, with the
            // first product that somebody asks of an INDArray: it is made here, so that this holds.
            Nd4j.factory().blas().setMaxThreads(1);
            openblas.blas_set_num_threads(1);
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("ND4J's native library could not be loaded (" + Loader.getPlatform() + "): "
                    + cause.getMessage() + ". The engine 'libtorch' may work here: use --engine libtorch.");
        }
    }

    private static Optional<String> loadCuda() {
        try {
            Loader.load(Class.forName(CUDA_NATIVES));
            Nd4j.getBackend();
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return Optional.of(LinkFailures.explain(e));
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
