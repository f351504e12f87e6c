package org.disentangle.runner.cli;

/** The forms of a board. */
enum BoardFormat {
    JSON,
    CSV,
    MD,
    HTML,
    LATEX,
    JUNIT
}
