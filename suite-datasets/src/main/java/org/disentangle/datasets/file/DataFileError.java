package org.disentangle.datasets.file;

import java.nio.file.Path;
import org.disentangle.core.UserError;

/** A data file that is missing, damaged or not what its name says: the file, the byte, what stands there, and what to do. */
public final class DataFileError extends UserError {
    private static final long serialVersionUID = 1L;

    private DataFileError(String message, Throwable cause) {
        super(message, cause);
    }

    private DataFileError(String message) {
        super(message);
    }

    /**
     * @param found what stands there and what was expected
     * @param fix the likely remedy, as a sentence
     */
    public static DataFileError inFile(Path file, String found, String fix) {
        return new DataFileError(file + ": " + found + ". " + fix);
    }

    /**
     * @param offset the byte, from 0
     * @param unpacked whether the byte is counted in the content after decompression
     */
    public static DataFileError atByte(Path file, long offset, boolean unpacked, String found, String fix) {
        String counted = unpacked ? " (after decompression)" : "";
        return new DataFileError(file + ", byte " + offset + counted + ": " + found + ". " + fix);
    }

    public static DataFileError unreadable(Path file, Exception cause) {
        return new DataFileError(
                file + ": cannot be read: " + cause + ". Check that it exists and that you may read it.", cause);
    }
}
