/** How much single dimensions of the codes, and all of them together, tell about factors: mutual information and its relatives. */
@NullMarked
package org.disentangle.metrics.information;

import org.jspecify.annotations.NullMarked;
