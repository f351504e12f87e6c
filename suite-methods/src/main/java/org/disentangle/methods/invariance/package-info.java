/** Methods that ask views to agree and embeddings to spread, on one space or on several (Eastwood et al. 2023). */
@NullMarked
package org.disentangle.methods.invariance;

import org.jspecify.annotations.NullMarked;
