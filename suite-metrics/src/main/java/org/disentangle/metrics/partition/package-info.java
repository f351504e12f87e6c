/** What partitions that a method made have to do with the factors. */
@NullMarked
package org.disentangle.metrics.partition;

import org.jspecify.annotations.NullMarked;
