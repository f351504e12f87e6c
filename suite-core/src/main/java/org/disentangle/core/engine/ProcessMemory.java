package org.disentangle.core.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Resident memory of this process. On Linux the kernel keeps the peak, which is reset when a session opens; elsewhere the peak is
 * the largest of the sizes seen when a report was asked for.
 */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private long largestSeen;

    private final LongSupplier resident;

    /** @param resident this process's resident bytes as a library counts them, where the system does not say */
    public ProcessMemory(LongSupplier resident) {
        this.resident = resident;
        if (Files.isWritable(RESET)) {
            try {
                Files.writeString(RESET, RESET_PEAK, StandardCharsets.US_ASCII);
            } catch (IOException e) {
                // A container may forbid it; then the peak is that of the whole process, which is no less true.
                largestSeen = 0;
            }
        }
    }

    public MemoryReport report() {
        long used = resident.getAsLong();
        largestSeen = Math.max(largestSeen, used);
        if (Files.isReadable(STATUS)) {
            try {
                long now = kilobytes("VmRSS:");
                return new MemoryReport(now, Math.max(now, kilobytes("VmHWM:")));
            } catch (IOException e) {
                return new MemoryReport(used, largestSeen);
            }
        }
        return new MemoryReport(used, largestSeen);
    }

    private static long kilobytes(String key) throws IOException {
        for (String line : Files.readAllLines(STATUS, StandardCharsets.US_ASCII)) {
            if (line.startsWith(key)) {
                String digits = line.substring(key.length()).replaceAll("\\D", "");
                return Long.parseLong(digits) * 1024;
            }
        }
        throw new IOException(STATUS + " does not say " + key);
    }
}
