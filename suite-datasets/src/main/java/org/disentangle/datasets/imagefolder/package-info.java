/** Folders of photographs, one folder per class, as ImageNet is kept; decoded once into a file that is mapped into memory. */
@NullMarked
package org.disentangle.datasets.imagefolder;

import org.jspecify.annotations.NullMarked;
