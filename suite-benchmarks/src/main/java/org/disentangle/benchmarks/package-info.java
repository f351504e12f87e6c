/** Speed measurements whose figures stand in docs/performance.md. */
@NullMarked
package org.disentangle.benchmarks;

import org.jspecify.annotations.NullMarked;
