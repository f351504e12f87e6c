/** Grey images that are shown in one colour each. */
@NullMarked
package org.disentangle.datasets.tinted;

import org.jspecify.annotations.NullMarked;
