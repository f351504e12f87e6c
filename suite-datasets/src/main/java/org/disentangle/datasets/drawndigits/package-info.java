/** The embedded data set: digits and textures drawn by our own code from a seed, without fonts or files. */
@NullMarked
package org.disentangle.datasets.drawndigits;

import org.jspecify.annotations.NullMarked;
