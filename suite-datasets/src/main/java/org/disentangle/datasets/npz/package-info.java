/** NumPy's files: {@code .npy} and {@code .npz}, read and written without ever opening a pickle. */
@NullMarked
package org.disentangle.datasets.npz;

import org.jspecify.annotations.NullMarked;
