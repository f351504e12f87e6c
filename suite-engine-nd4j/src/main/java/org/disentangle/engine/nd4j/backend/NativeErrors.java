package org.disentangle.engine.nd4j.backend;

import java.util.Locale;
import java.util.function.Supplier;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.CudaFailures;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.EngineException;

/** Turns what native code throws into exceptions that say where. */
public final class NativeErrors {
    private static final int LONGEST = 400;

    private NativeErrors() {}

    /** @param where the operation and its scope, or what was going on */
    public static EngineException at(String where, Throwable cause) {
        String text = where + ": " + shortened(String.valueOf(cause.getMessage()));
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
    public static <T> T translated(String where, Supplier<T> work) {
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
