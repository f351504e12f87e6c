/** Data sets of photographs as they are, with a class each. */
@NullMarked
package org.disentangle.datasets.pictures;

import org.jspecify.annotations.NullMarked;
