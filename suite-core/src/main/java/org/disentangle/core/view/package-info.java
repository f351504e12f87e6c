/** Views of samples as numbers: how many, what they share, and how parameters become pictures. */
@NullMarked
package org.disentangle.core.view;

import org.jspecify.annotations.NullMarked;
