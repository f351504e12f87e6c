/** Data sets as plug-ins of the core. */
@NullMarked
package org.disentangle.datasets;

import org.jspecify.annotations.NullMarked;
