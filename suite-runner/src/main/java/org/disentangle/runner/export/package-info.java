/** An output folder as something to hand on and to cite. */
@NullMarked
package org.disentangle.runner.export;

import org.jspecify.annotations.NullMarked;
