package org.disentangle.engine.nd4j;

import java.util.Locale;
import org.disentangle.core.engine.EngineException;

/** Turns what native code throws into exceptions that say where. */
final class NativeErrors {
    private static final int LONGEST = 400;

    private NativeErrors() {}

    /** @param where the operation and its scope, or what was going on */
    static EngineException at(String where, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        boolean outOfMemory = isOutOfMemory(cause);
        String prefix = outOfMemory ? "Out of memory: " : "";
        return new EngineException(prefix + where + ": " + shortened(message), outOfMemory, cause);
    }

    static boolean isOutOfMemory(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return true;
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory")
                // CUDA's error 2 as ND4J tells it, and what its libraries say.
                || message.contains("error code: [2]")
                || message.contains("cudaerrormemoryallocation")
                || message.contains("status_alloc_failed")
                || message.contains("bad_alloc")
                || message.contains("failed to allocate")
                || message.contains("not enough memory")
                || message.contains("cannot allocate");
    }

    private static String shortened(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        // ND4J names its calls by random numbers, which would differ from record to record.
        line = line.replaceFirst(
                "^Op with name \\S+ and op type \\[(\\w+)] execution failed with message", "ND4J's $1:");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
