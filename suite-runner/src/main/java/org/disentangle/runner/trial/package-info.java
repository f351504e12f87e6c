/** Runs one trial within a worker: data, training, scoring, record. */
@NullMarked
package org.disentangle.runner.trial;

import org.jspecify.annotations.NullMarked;
