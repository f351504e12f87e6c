package org.disentangle.runner.store;

/** Names as parts of paths, on every file system. */
public final class FileNames {
    private static final int LONGEST = 120;

    private FileNames() {}

    /** Letters, digits, dots, dashes and underscores stay, all else becomes an underscore; what is too long loses its middle. */
    public static String of(String name) {
        return of(name, LONGEST);
    }

    /** @param longest signs that are kept, beside two that stand for what is left out */
    public static String of(String name, int longest) {
        String plain = name.replaceAll("[^A-Za-z0-9._=-]+", "_").replaceAll("^[.]+", "_");
        return plain.length() <= longest
                ? plain
                : plain.substring(0, longest / 2) + "__" + plain.substring(plain.length() - longest / 2);
    }
}
