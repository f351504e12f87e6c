/** What a trial leaves behind. */
@NullMarked
package org.disentangle.core.record;

import org.jspecify.annotations.NullMarked;
