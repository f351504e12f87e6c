/** The IDX format, in which MNIST comes. */
@NullMarked
package org.disentangle.datasets.idx;

import org.jspecify.annotations.NullMarked;
