/** Canonical text and identity of specifications. */
@NullMarked
package org.disentangle.core.spec;

import org.jspecify.annotations.NullMarked;
