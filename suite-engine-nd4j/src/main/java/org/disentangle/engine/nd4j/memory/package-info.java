/** Native memory and what lies in it: arrays, a model's variables, and copies from and to Java. */
@NullMarked
package org.disentangle.engine.nd4j.memory;

import org.jspecify.annotations.NullMarked;
