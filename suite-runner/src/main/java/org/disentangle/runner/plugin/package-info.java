/** Plug-ins: jars outside of the suite, loaded beside it. */
@NullMarked
package org.disentangle.runner.plugin;

import org.jspecify.annotations.NullMarked;
