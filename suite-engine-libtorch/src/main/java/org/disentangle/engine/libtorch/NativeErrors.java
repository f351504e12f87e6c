package org.disentangle.engine.libtorch;

import java.util.Locale;
import org.disentangle.core.engine.EngineException;

/** Turns what native code throws into exceptions that say where. */
final class NativeErrors {
    private static final int LONGEST = 400;

    private NativeErrors() {}

    /** @param where the operation and its scope, or what was going on */
    static EngineException at(String where, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String prefix = isOutOfMemory(cause) ? "Out of memory: " : "";
        return new EngineException(prefix + where + ": " + firstLine(message), isOutOfMemory(cause), cause);
    }

    static boolean isOutOfMemory(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return true;
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory")
                || message.contains("can't allocate memory")
                || message.contains("not enough memory")
                || message.contains("cublas_status_alloc_failed");
    }

    /** The rest is a native stack trace; it stays in the cause. */
    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        String cut = line.replaceFirst("^\\[enforce fail at [^]]*] [^.]*\\. ", "");
        return cut.length() <= LONGEST ? cut : cut.substring(0, LONGEST) + "...";
    }
}
