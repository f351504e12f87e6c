package org.disentangle.runner.codes;

/**
 * Where a block lies.
 *
 * @param name such as {@code z0}
 * @param whole the array it is cut from, such as {@code z}; the whole itself is a block of its own
 * @param start first column
 * @param length number of columns
 */
public record KeptBlock(String name, String whole, int start, int length) {}
