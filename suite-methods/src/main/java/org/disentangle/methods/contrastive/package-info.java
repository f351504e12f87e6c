/** The contrastive loss and its parts, shared by every method that compares rows of a batch. */
@NullMarked
package org.disentangle.methods.contrastive;

import org.jspecify.annotations.NullMarked;
