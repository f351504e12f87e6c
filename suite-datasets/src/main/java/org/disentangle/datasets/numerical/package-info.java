/** Numbers mixed by an invertible network: the identifiability benchmark of von Kuegelgen et al. 2021, with several style blocks. */
@NullMarked
package org.disentangle.datasets.numerical;

import org.jspecify.annotations.NullMarked;
