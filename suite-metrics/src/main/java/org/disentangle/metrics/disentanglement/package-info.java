/** Which block holds which factor: scores derived from probes on blocks. */
@NullMarked
package org.disentangle.metrics.disentanglement;

import org.jspecify.annotations.NullMarked;
