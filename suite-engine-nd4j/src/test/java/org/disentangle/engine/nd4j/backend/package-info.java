@NullMarked
package org.disentangle.engine.nd4j.backend;

import org.jspecify.annotations.NullMarked;
