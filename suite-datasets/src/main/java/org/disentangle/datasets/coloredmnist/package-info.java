/** Digits in random colours. */
@NullMarked
package org.disentangle.datasets.coloredmnist;

import org.jspecify.annotations.NullMarked;
