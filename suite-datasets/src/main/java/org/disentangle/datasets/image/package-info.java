/** Sets of labelled images, and pictures of them. */
@NullMarked
package org.disentangle.datasets.image;

import org.jspecify.annotations.NullMarked;
