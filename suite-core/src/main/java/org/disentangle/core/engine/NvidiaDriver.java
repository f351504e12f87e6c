package org.disentangle.core.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** NVIDIA's driver as the system knows it, without loading any of its libraries; on Linux alone it is found so. */
public final class NvidiaDriver {
    private static final Path VERSION = Path.of("/proc/driver/nvidia/version");

    private NvidiaDriver() {}

    /** What it says of itself, with its release; empty where there is none. */
    public static Optional<String> description() {
        if (!Files.isReadable(VERSION)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(VERSION, StandardCharsets.UTF_8).stream()
                    .map(line -> line.replace("NVRM version:", "").strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
