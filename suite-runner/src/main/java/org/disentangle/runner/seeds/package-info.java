/** What the scatter over seeds is made of, how often a result holds, and how many seeds would settle a difference. */
@NullMarked
package org.disentangle.runner.seeds;

import org.jspecify.annotations.NullMarked;
