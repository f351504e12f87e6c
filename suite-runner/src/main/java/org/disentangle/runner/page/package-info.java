/** Boards as one page for a browser: a model of what stands where, and templates that lay it out. */
@NullMarked
package org.disentangle.runner.page;

import org.jspecify.annotations.NullMarked;
