/** How a program becomes a plan: the rules by which each operation is computed and, by the chain rule, differentiated. */
@NullMarked
package org.disentangle.engine.nd4j.compiler;

import org.jspecify.annotations.NullMarked;
