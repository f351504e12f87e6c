/** Encoders and heads, written over the tensor vocabulary. */
@NullMarked
package org.disentangle.core.network;

import org.jspecify.annotations.NullMarked;
