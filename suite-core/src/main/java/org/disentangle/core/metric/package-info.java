/** Scores of frozen codes against factors. */
@NullMarked
package org.disentangle.core.metric;

import org.jspecify.annotations.NullMarked;
