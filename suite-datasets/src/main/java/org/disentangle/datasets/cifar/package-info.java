/** CIFAR-10 and CIFAR-100. */
@NullMarked
package org.disentangle.datasets.cifar;

import org.jspecify.annotations.NullMarked;
