/** One evaluation of an objective on rows that a user brings, to be held against another implementation. */
@NullMarked
package org.disentangle.runner.objective;

import org.jspecify.annotations.NullMarked;
