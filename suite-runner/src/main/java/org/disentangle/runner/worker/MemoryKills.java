package org.disentangle.runner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How often Linux killed a process for want of memory; where that cannot be read, never. */
final class MemoryKills {
    private static final Path STATISTICS = Path.of("/proc/vmstat");
    private static final String COUNTER = "oom_kill ";

    private MemoryKills() {}

    static long count() {
        if (!Files.isReadable(STATISTICS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATISTICS).stream()
                    .filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line -> Long.parseLong(line.substring(COUNTER.length())))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
