/**
 * Random changes of rendered samples: parameters drawn on the host as columns of numbers, carried out on the device as one
 * batched program.
 */
@NullMarked
package org.disentangle.datasets.augmentation;

import org.jspecify.annotations.NullMarked;
