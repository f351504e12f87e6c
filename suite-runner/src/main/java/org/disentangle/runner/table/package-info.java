/** Tables as text: Markdown and comma-separated values, and plain text as LaTeX and XML take it. */
@NullMarked
package org.disentangle.runner.table;

import org.jspecify.annotations.NullMarked;
