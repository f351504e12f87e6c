package org.disentangle.core.engine;

import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.disentangle.core.UserError;

/**
 * Turns what a library throws into exceptions that say where: out of memory, a GPU that is lost to the process, or anything else.
 *
 * @param outOfMemory whether an error of this library says so
 * @param shortened what is worth telling of the library's message
 */
public record NativeFailures(Predicate<Throwable> outOfMemory, UnaryOperator<String> shortened) {
    private static final int LONGEST = 400;
    private static final String WAY_OUT = "Take a smaller batch";

    /** @param where the operation and its scope, or what was going on */
    public EngineException at(String where, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String told = shortened.apply(firstLine(message));
        String text = where + ": " + (told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "...");
        if (outOfMemory.test(cause)) {
            return new EngineException("Out of memory: " + withWayOut(text), true, cause);
        }
        return CudaFailures.endTheProcess(message)
                ? new DeviceLostException("The GPU is lost to this process: " + text, cause)
                : new EngineException(text, false, cause);
    }

    private static String withWayOut(String text) {
        return text.contains(WAY_OUT)
                ? text
                : text + (text.endsWith(".") ? " " : ". ") + WAY_OUT
                        + ", a narrower network or fewer workers, or a device with more memory.";
    }

    /** The rest may be a native stack trace; it stays in the cause. */
    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /**
     * Runs a piece of native work, its errors translated; a caller's mistakes and what is translated already stay as they are.
     *
     * @throws EngineException that says where
     */
    public <T> T translated(String where, Supplier<T> work) {
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
}
