/** STL-10's binary format. */
@NullMarked
package org.disentangle.datasets.stl10;

import org.jspecify.annotations.NullMarked;
