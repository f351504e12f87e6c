/** Gates: what a board must not say, for those who let a build fail by it. */
@NullMarked
package org.disentangle.runner.gate;

import org.jspecify.annotations.NullMarked;
