@NullMarked
package org.disentangle.engine.libtorch;

import org.jspecify.annotations.NullMarked;
