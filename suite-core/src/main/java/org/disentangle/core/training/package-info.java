/** Optimisers and learning-rate schedules as data. */
@NullMarked
package org.disentangle.core.training;

import org.jspecify.annotations.NullMarked;
