/** Arrays that users bring in files of NumPy. */
@NullMarked
package org.disentangle.runner.array;

import org.jspecify.annotations.NullMarked;
