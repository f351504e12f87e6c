package org.disentangle.runner.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.disentangle.core.UserError;

/** The output folder cannot be used: not writable, full, damaged, somebody else's. What was written before is as it was. */
public final class StoreError extends UserError {
    private static final long serialVersionUID = 1L;

    public StoreError(String message) {
        super(message);
    }

    private StoreError(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file of the output folder could not be written. */
    public static StoreError writing(Path path, Exception cause) {
        return new StoreError(
                "Could not write " + path + ": " + reason(cause)
                        + ". Earlier results are as they were; mend this and start the same command again.",
                cause);
    }

    /** A file of the output folder is there, but could not be read. */
    public static StoreError reading(Path path, Exception cause) {
        return new StoreError("Could not read " + path + ": " + reason(cause), cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied (give another --out, or mend the folder's rights)";
        }
        if (cause instanceof ReadOnlyFileSystemException) {
            return "the file system is read-only (give another --out)";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
