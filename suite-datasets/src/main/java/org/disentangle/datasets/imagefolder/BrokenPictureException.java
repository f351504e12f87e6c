package org.disentangle.datasets.imagefolder;

/** A file that is no picture we can read; the message says why, as the end of a sentence that begins with the file's name. */
final class BrokenPictureException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPictureException(String message) {
        super(message);
    }

    BrokenPictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
