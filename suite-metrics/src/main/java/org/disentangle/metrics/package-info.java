/** Metrics: what frozen codes say about factors, and statistics over seeds. */
@NullMarked
package org.disentangle.metrics;

import org.jspecify.annotations.NullMarked;
