/** Methods: one package per family. */
@NullMarked
package org.disentangle.methods;

import org.jspecify.annotations.NullMarked;
