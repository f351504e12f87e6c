package org.disentangle.runner.table;

/** Plain text as a word of a POSIX shell. */
public final class ShellText {
    private ShellText() {}

    /** A path that the shell takes as it is: quoted where it has to be, and never an option. */
    public static String path(String path) {
        String named = path.startsWith("-") ? "./" + path : path;
        return named.matches("[A-Za-z0-9._/=+:,@%-]+") ? named : "'" + named.replace("'", "'\\''") + "'";
    }
}
