/** Scores for codes that are there: a user's, or those that trials kept. */
@NullMarked
package org.disentangle.runner.score;

import org.jspecify.annotations.NullMarked;
