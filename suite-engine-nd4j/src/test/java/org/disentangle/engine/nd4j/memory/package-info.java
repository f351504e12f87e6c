@NullMarked
package org.disentangle.engine.nd4j.memory;

import org.jspecify.annotations.NullMarked;
