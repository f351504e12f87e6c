/** Two output folders side by side. */
@NullMarked
package org.disentangle.runner.compare;

import org.jspecify.annotations.NullMarked;
