/** The sprites of dSprites, drawn anew at any size, and coloured. */
@NullMarked
package org.disentangle.datasets.dsprites;

import org.jspecify.annotations.NullMarked;
