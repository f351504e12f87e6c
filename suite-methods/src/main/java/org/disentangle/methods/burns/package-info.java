/** Burns, Sarna, Krishnan and Maschinot 2021, "Unsupervised Disentanglement without Autoencoding": its methods and its references. */
@NullMarked
package org.disentangle.methods.burns;

import org.jspecify.annotations.NullMarked;
