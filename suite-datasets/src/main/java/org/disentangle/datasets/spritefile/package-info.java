/** The file of dSprites as it was published, and parts of it. */
@NullMarked
package org.disentangle.datasets.spritefile;

import org.jspecify.annotations.NullMarked;
