/** MNIST digits over STL-10 photographs. */
@NullMarked
package org.disentangle.datasets.mniststl10;

import org.jspecify.annotations.NullMarked;
