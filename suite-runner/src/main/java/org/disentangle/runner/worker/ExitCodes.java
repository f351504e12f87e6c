package org.disentangle.runner.worker;

import java.util.Map;
import org.disentangle.core.record.Failure;

/** What the end of a worker's process tells. */
final class ExitCodes {
    /** What a JVM ends with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_JAVA_MEMORY = 3;

    private static final int SIGNAL = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    private ExitCodes() {}

    static Failure.Cause cause(int code, boolean systemOutOfMemory) {
        boolean killedForMemory = code == SIGNAL + 9 && systemOutOfMemory;
        return code == OUT_OF_JAVA_MEMORY || killedForMemory ? Failure.Cause.OUT_OF_MEMORY : Failure.Cause.CRASH;
    }

    static String describe(int code, boolean systemOutOfMemory) {
        if (code == OUT_OF_JAVA_MEMORY) {
            return "Java's heap ran out of memory (give workers more with " + WorkerLauncher.OPTIONS_VARIABLE
                    + "=-Xmx8g, or use fewer --workers)";
        }
        if (code > SIGNAL && code < SIGNAL + 65) {
            int signal = code - SIGNAL;
            String name = SIGNALS.getOrDefault(signal, "signal " + signal);
            if (signal == 9) {
                return systemOutOfMemory
                        ? "the system killed it for want of memory (SIGKILL; use fewer --workers or a smaller batch)"
                        : "somebody killed it (SIGKILL)";
            }
            return "the process ended by " + name;
        }
        return "the process ended with exit code " + code;
    }
}
