/** Turns an experiment file into records and boards. */
@NullMarked
package org.disentangle.runner;

import org.jspecify.annotations.NullMarked;
