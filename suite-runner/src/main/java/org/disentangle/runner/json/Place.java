package org.disentangle.runner.json;

/**
 * Where a value stands.
 *
 * @param source the file's name; empty for values that were never text
 * @param pointer JSON pointer (RFC 6901)
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 if unknown
 */
public record Place(String source, String pointer, int line, int column) {

    public static Place root(String source) {
        return new Place(source, "", 0, 0);
    }

    Place at(int line, int column) {
        return new Place(source, pointer, line, column);
    }

    Place member(String key) {
        return new Place(source, pointer + "/" + key.replace("~", "~0").replace("/", "~1"), line, column);
    }

    Place element(int index) {
        return new Place(source, pointer + "/" + index, line, column);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        if (!pointer.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append('(').append(pointer).append(')');
        }
        return text.isEmpty() ? "(the whole value)" : text.toString();
    }
}
