/** What a method is: views, heads and blocks, objective, and what happens between steps. */
@NullMarked
package org.disentangle.core.method;

import org.jspecify.annotations.NullMarked;
