package org.disentangle.runner.sink;

/** Names as parts of paths, on every file system. */
final class FileNames {
    private static final int LONGEST = 120;

    private FileNames() {}

    /** Letters, digits, dots, dashes and underscores stay, all else becomes an underscore; what is too long loses its middle. */
    static String of(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._=-]+", "_").replaceAll("^[.]+", "_");
        return plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST / 2) + "__" + plain.substring(plain.length() - LONGEST / 2);
    }
}
