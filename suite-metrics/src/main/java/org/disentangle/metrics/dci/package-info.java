/** Disentanglement, completeness and informativeness: which code dimensions matter for which factor. */
@NullMarked
package org.disentangle.metrics.dci;

import org.jspecify.annotations.NullMarked;
