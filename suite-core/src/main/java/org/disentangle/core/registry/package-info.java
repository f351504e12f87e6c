/** Finding things by their short names. */
@NullMarked
package org.disentangle.core.registry;

import org.jspecify.annotations.NullMarked;
