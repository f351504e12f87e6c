/** Data files read with care: every complaint names file and byte. */
@NullMarked
package org.disentangle.datasets.file;

import org.jspecify.annotations.NullMarked;
