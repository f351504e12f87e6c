/** The words of the suite as small types; nothing here knows an engine, a number library or the runner. */
@NullMarked
package org.disentangle.core;

import org.jspecify.annotations.NullMarked;
