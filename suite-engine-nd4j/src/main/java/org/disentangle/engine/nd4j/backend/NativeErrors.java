package org.disentangle.engine.nd4j.backend;

import java.util.Locale;
import java.util.function.Supplier;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.NativeFailures;

/** What ND4J's natives throw, as exceptions that say where. */
public final class NativeErrors {
    private static final NativeFailures FAILURES =
            new NativeFailures(NativeErrors::isOutOfMemory, NativeErrors::shortened);

    private NativeErrors() {}

    /** See {@link NativeFailures#at}. */
    public static EngineException at(String where, Throwable cause) {
        return FAILURES.at(where, cause);
    }

    /** See {@link NativeFailures#translated}. */
    public static <T> T translated(String where, Supplier<T> work) {
        return FAILURES.translated(where, work);
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

    /** ND4J names its calls by random numbers, which would differ from record to record. */
    private static String shortened(String line) {
        return line.replaceFirst(
                "^Op with name \\S+ and op type \\[(\\w+)] execution failed with message", "ND4J's $1:");
    }
}
