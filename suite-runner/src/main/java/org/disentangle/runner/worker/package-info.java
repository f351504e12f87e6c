/** Worker processes, and the supervisor that keeps them. */
@NullMarked
package org.disentangle.runner.worker;

import org.jspecify.annotations.NullMarked;
