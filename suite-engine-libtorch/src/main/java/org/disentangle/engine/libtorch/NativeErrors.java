package org.disentangle.engine.libtorch;

import java.util.Locale;
import java.util.function.Supplier;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.CudaFailures;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.EngineException;

/** Turns what native code throws into exceptions that say where. */
final class NativeErrors {
    private static final int LONGEST = 400;

    private NativeErrors() {}

    /** @param where the operation and its scope, or what was going on */
    static EngineException at(String where, Throwable cause) {
        String text = where + ": " + firstLine(String.valueOf(cause.getMessage()));
        if (isOutOfMemory(cause)) {
            return new EngineException("Out of memory: " + text, true, cause);
        }
        return CudaFailures.endTheProcess(String.valueOf(cause.getMessage()))
                ? new DeviceLostException("The GPU is lost to this process: " + text, cause)
                : new EngineException(text, false, cause);
    }

    /**
     * Runs a piece of native work, its errors translated; a caller's mistakes and what is translated already stay as they are.
     *
     * @throws EngineException that says where
     */
    static <T> T translated(String where, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw e;
        } catch (EngineException | UserError e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw at(where, e);
        }
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
