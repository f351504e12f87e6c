/** Trees of plain values with the places they were read from, and records to and from them. */
@NullMarked
package org.disentangle.runner.json;

import org.jspecify.annotations.NullMarked;
