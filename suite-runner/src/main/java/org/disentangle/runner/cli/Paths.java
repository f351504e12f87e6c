package org.disentangle.runner.cli;

import java.nio.file.Path;

/** Paths as people like to read them. */
final class Paths {
    private Paths() {}

    /** Relative to the working folder where the path lies in it. */
    static Path shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
