package org.disentangle.engine.libtorch;

import java.util.Locale;
import java.util.function.Supplier;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.NativeFailures;

/** What LibTorch throws, as exceptions that say where. */
final class NativeErrors {
    private static final NativeFailures FAILURES =
            new NativeFailures(NativeErrors::isOutOfMemory, NativeErrors::shortened);

    private NativeErrors() {}

    /** See {@link NativeFailures#at}. */
    static EngineException at(String where, Throwable cause) {
        return FAILURES.at(where, cause);
    }

    /** See {@link NativeFailures#translated}. */
    static <T> T translated(String where, Supplier<T> work) {
        return FAILURES.translated(where, work);
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

    private static String shortened(String line) {
        return line.replaceFirst("^\\[enforce fail at [^]]*] [^.]*\\. ", "");
    }
}
