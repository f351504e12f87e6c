package org.disentangle.core.data;

import org.disentangle.core.Check;

/**
 * A ground-truth factor of variation with values in a continuum, of one number or several that belong together, such as the
 * content of the numerical data or a position.
 *
 * @param name short, as boards print it, such as {@code content}
 * @param title for people
 * @param dimension how many numbers
 */
public record ContinuousFactor(String name, String title, int dimension) {
    public ContinuousFactor {
        Check.within("dimension", dimension, 1, 1 << 16);
    }
}
