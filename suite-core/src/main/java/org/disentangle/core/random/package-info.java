/** Named seed streams. */
@NullMarked
package org.disentangle.core.random;

import org.jspecify.annotations.NullMarked;
