@NullMarked
package org.disentangle.engine.nd4j.check;

import org.jspecify.annotations.NullMarked;
