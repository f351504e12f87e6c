package org.disentangle.engine.libtorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.MemoryReport;

/**
 * Resident memory of this process. On Linux the kernel keeps the peak, which is reset when a session opens; elsewhere the peak is
 * the largest of the sizes seen when a report was asked for.
 */
final class ProcessMemory implements DeviceMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private long largestSeen;

    ProcessMemory() {
        if (Files.isWritable(RESET)) {
            try {
                Files.writeString(RESET, RESET_PEAK, StandardCharsets.US_ASCII);
            } catch (IOException e) {
                // A container may forbid it; then the peak is that of the whole process, which is no less true.
                largestSeen = 0;
            }
        }
    }

    @Override
    public MemoryReport report() {
        long used = Pointer.physicalBytes();
        largestSeen = Math.max(largestSeen, used);
        if (Files.isReadable(STATUS)) {
            try {
                long resident = kilobytes("VmRSS:");
                return new MemoryReport(resident, Math.max(resident, kilobytes("VmHWM:")));
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

    @Override
    public void synchronize() {
        // Calls on a CPU return when they are done.
    }
}
