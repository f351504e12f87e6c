/** Where users' data lie, how they come there, and whether they are still what they were. */
@NullMarked
package org.disentangle.datasets.library;

import org.jspecify.annotations.NullMarked;
