package org.disentangle.runner.figure;

/**
 * A figure that stands alone.
 *
 * @param file name, of letters, digits, {@code . _ = -} alone, ending in {@code .svg}
 * @param svg a whole XML document
 */
public record Figure(String file, String svg) {}
