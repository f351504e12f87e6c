@NullMarked
package org.disentangle.engine.nd4j.plan;

import org.jspecify.annotations.NullMarked;
