/** Tables as text: Markdown and comma-separated values. */
@NullMarked
package org.disentangle.runner.table;

import org.jspecify.annotations.NullMarked;
