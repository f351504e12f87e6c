/** Scenes of a digit laid over a background, and pairs of them that share two of three factors (Burns et al. 2021). */
@NullMarked
package org.disentangle.datasets.scene;

import org.jspecify.annotations.NullMarked;
