package org.disentangle.datasets.npz;

import org.disentangle.datasets.file.DataFileError;

/** The few words of Python of which a header consists: strings, sizes, booleans and signs, with blanks between them. */
final class PythonText {
    private static final int MOST_DIGITS = 18;

    private final NpyInput input;
    private final long start;
    private final String text;
    private int at;

    /** @param start the text's first byte in the input */
    PythonText(NpyInput input, long start, String text) {
        this.input = input;
        this.start = start;
        this.text = text;
    }

    /** Where the next word begins. */
    int position() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    boolean accept(char wanted) {
        if (position() < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char wanted) {
        if (!accept(wanted)) {
            throw unlike("'" + wanted + "'");
        }
    }

    /** The header's end: nothing, or one line feed. */
    void expectEnd() {
        accept('\n');
        if (at != text.length()) {
            throw unlike("the end of the header");
        }
    }

    String string() {
        if (position() >= text.length() || (text.charAt(at) != '\'' && text.charAt(at) != '"')) {
            throw unlike("a string");
        }
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
            throw unlike("a string without escapes");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    boolean bool() {
        position();
        boolean isTrue = text.startsWith("True", at);
        if (!isTrue && !text.startsWith("False", at)) {
            throw unlike("True or False");
        }
        at += isTrue ? "True".length() : "False".length();
        return isTrue;
    }

    long number() {
        int from = position();
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw unlike("a size");
        }
        if (at - from > MOST_DIGITS) {
            throw error(from, "a size of more than " + MOST_DIGITS + " digits", NpyInput.NOT_NUMPY);
        }
        long value = Long.parseLong(text.substring(from, at));
        // Python 2 wrote long integers so.
        if (at < text.length() && text.charAt(at) == 'L') {
            at++;
        }
        return value;
    }

    DataFileError unlike(String wanted) {
        boolean ended = at >= text.length() || text.charAt(at) == '\n';
        String found = ended ? "the header ends" : printable(text.charAt(at)) + " in the header";
        return error(at, found + ", expected " + wanted, NpyInput.NOT_NUMPY);
    }

    DataFileError error(int offset, String found, String fix) {
        return input.error(start + offset, found, fix);
    }

    private static String printable(char found) {
        return found >= ' ' && found <= '~' ? "'" + found + "'" : "the byte " + (int) found;
    }
}
