/** Statistics over seeds that refuse rather than mislead. */
@NullMarked
package org.disentangle.metrics.statistics;

import org.jspecify.annotations.NullMarked;
