/** Several experiments side by side. */
@NullMarked
package org.disentangle.runner.report;

import org.jspecify.annotations.NullMarked;
