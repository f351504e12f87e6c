@NullMarked
package org.disentangle.engine.nd4j;

import org.jspecify.annotations.NullMarked;
