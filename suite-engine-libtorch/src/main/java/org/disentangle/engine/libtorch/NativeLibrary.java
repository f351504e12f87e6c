package org.disentangle.engine.libtorch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/** Loads LibTorch, once per process. */
final class NativeLibrary {
    private static final Optional<String> FAILURE = load();

    private NativeLibrary() {}

    /** Why LibTorch cannot be used here; empty if it can. */
    static Optional<String> failure() {
        return FAILURE;
    }

    static String version() {
        String version = torch.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    private static Optional<String> load() {
        // JavaCPP refuses to allocate when the process grows beyond a multiple of the Java heap; tensors do not live in
        // the heap.
        setDefault("org.bytedeco.javacpp.maxBytes", "0");
        setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        try {
            extract();
            Loader.load(torch.class);
            // OpenBLAS's own threads spin and starve LibTorch's.
            openblas.blas_set_num_threads(1);
            allowOnlyExactProducts();
            return Optional.empty();
        } catch (IOException | LinkageError | RuntimeException e) {
            return Optional.of("LibTorch's native library could not be loaded: " + e.getMessage());
        }
    }

    /**
     * Unpacks every library before the first is loaded. JavaCPP otherwise loads some while others are still missing from its
     * cache, and the system's loader then takes LibTorch libraries of another release from the machine, if it has any: the
     * process crashes. The lock is for workers that start together.
     */
    private static void extract() throws IOException {
        Path lockFile = Loader.getCacheDir().toPath().resolve("disentanglement-suite.lock");
        String platform = Loader.getPlatform();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            for (String folder : List.of("javacpp/", "openblas/", "pytorch/")) {
                Loader.cacheResources("/org/bytedeco/" + folder + platform + "/");
            }
            Loader.cacheResources("/org/bytedeco/pytorch/" + platform + "-gpu/");
        }
    }

    /** FP32 means 32 bits: no TF32 on GPUs unless a session asks for BF16, which does not use it. */
    private static void allowOnlyExactProducts() {
        Context context = torch.globalContext();
        context.setAllowTF32CuDNN(false);
        context.setAllowTF32CuBLAS(false);
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
