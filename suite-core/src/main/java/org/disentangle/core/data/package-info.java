/** Data sets, their samples and factors. */
@NullMarked
package org.disentangle.core.data;

import org.jspecify.annotations.NullMarked;
