/** Codes at rest, with the factors of their rows: what trials keep and what users bring. */
@NullMarked
package org.disentangle.runner.codes;

import org.jspecify.annotations.NullMarked;
