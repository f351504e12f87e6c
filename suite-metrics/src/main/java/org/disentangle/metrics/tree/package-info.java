/** Decision trees, boosted and in forests, over columns that are sorted once. */
@NullMarked
package org.disentangle.metrics.tree;

import org.jspecify.annotations.NullMarked;
